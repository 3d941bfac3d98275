import type * as vscode from 'vscode';

import { itemOf, Row } from './row';
import { details } from './texts';

/** Something that can be done about a message: a row below it. */
export interface MessageAction {
  readonly title: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** Gets the row that the message stands below. */
  readonly command: string;
}

interface Message {
  readonly text: string;
  /** All of it, where the text is only its gist. */
  readonly description?: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly actions?: readonly MessageAction[];
  /** Run when it is chosen. */
  readonly command?: string;
}

/** A row that says why there is no other: emptiness, a failure, too many; with what can be done. */
export class MessageNode extends Row {
  readonly id: string;

  constructor(
    parent: Row,
    private readonly message: Message,
  ) {
    super(parent.ports, parent);
    this.id = `${parent.id}|message|${message.icon}|${message.text}`;
  }

  override item(): vscode.TreeItem {
    const { text, description, icon, actions = [], command } = this.message;
    const item = itemOf(this, {
      label: text,
      icon,
      hasChildren: actions.length > 0 ? 'expanded' : 'none',
      ...(description !== undefined && { description }),
      spoken: description === undefined ? [] : [description],
      tooltip: details(text, description === undefined ? [] : [description], []),
    });
    if (command !== undefined) item.command = { command, title: text, arguments: [this.parent] };
    return item;
  }

  protected override async load(): Promise<readonly Row[]> {
    return (this.message.actions ?? []).map(
      ({ title, icon, command }) => new ActionNode(this, { text: title, icon, command }),
    );
  }
}

/** One way out. */
class ActionNode extends Row {
  readonly id: string;

  constructor(
    private readonly under: MessageNode,
    private readonly action: Required<Pick<Message, 'text' | 'icon' | 'command'>>,
  ) {
    super(under.ports, under);
    this.id = `${under.id}|${action.command}`;
  }

  override item(): vscode.TreeItem {
    const { text, icon, command } = this.action;
    const item = itemOf(this, { label: text, icon, hasChildren: 'none', spoken: [] });
    item.command = { command, title: text, arguments: [this.under.parent] };
    return item;
  }
}
