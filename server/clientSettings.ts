// The settings that an editor holds: asked for where it answers, else taken from what it sends by itself.
import {
  DidChangeConfigurationNotification,
  type Connection,
  type DidChangeConfigurationParams,
} from 'vscode-languageserver';

import type { RuleLevels } from '../shared/manifest/ruleSettings';
import { isRecord } from '../shared/util/isRecord';
import type { ClientSupport } from './clientSupport';
import { readRuleSetting, ruleSettingName } from './ruleSetting';

/** The levels of rules in the client's settings. */
export class ClientSettings {
  #rules: Promise<RuleLevels> = Promise.resolve({});
  readonly #told = new Set<string>();
  readonly #listeners: (() => void)[] = [];

  constructor(
    private readonly connection: Connection,
    private readonly client: ClientSupport,
    private readonly warn: (message: string) => void,
  ) {}

  /** Settled once the client has answered; the same object until the settings change. */
  rules(): Promise<RuleLevels> {
    return this.#rules;
  }

  /** Called whenever the settings have changed. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Listens; what the client has set is asked for when it says that it is initialized. */
  register(): void {
    this.connection.onDidChangeConfiguration(params => {
      this.#rules = this.#read(params);
      for (const listener of this.#listeners) listener();
    });
  }

  /** The client can be asked now. */
  initialized(): void {
    this.#rules = this.#read(undefined);
    if (!this.client.registersConfiguration) return;
    const options = { section: 'pendoDataSync' };
    const { type } = DidChangeConfigurationNotification;
    this.connection.client.register(type, options).catch(() => {
      this.connection.console.warn('changed settings are seen only after a restart');
    });
  }

  async #read(sent: DidChangeConfigurationParams | undefined): Promise<RuleLevels> {
    const value = this.client.answersConfiguration
      ? await this.#ask()
      : (rulesIn(sent?.settings) ?? this.client.rules);
    const { levels, complaints } = readRuleSetting(value);
    for (const complaint of complaints) {
      if (!this.#told.has(complaint)) this.warn(complaint);
      this.#told.add(complaint);
    }
    return levels;
  }

  /** A client that fails to answer has no settings. */
  async #ask(): Promise<unknown> {
    try {
      const value: unknown = await this.connection.workspace.getConfiguration(ruleSettingName);
      return value ?? this.client.rules;
    } catch (error) {
      this.connection.console.warn(`settings could not be read: ${String(error)}`);
      return this.client.rules;
    }
  }
}

/** `{pendoDataSync: {rules}}`, as clients send it that are not asked. */
function rulesIn(settings: unknown): unknown {
  const own = isRecord(settings) ? settings.pendoDataSync : undefined;
  return isRecord(own) ? own.rules : undefined;
}
