import {
  ProtocolError,
  ProtocolErrorCode,
  type CallToolResult,
  type ServerContext,
} from '@modelcontextprotocol/server';

import { describeFailure } from '../../shared/assistant/describeFailure';
import type { AssistantPorts } from '../../shared/assistant/ports';
import { assistantTools } from '../../shared/assistant/tools/index';
import { closestName } from '../../shared/util/closestName';

/** How often who waits is told that it goes on, in milliseconds. */
const interval = 1000;

type Call = Pick<ServerContext['mcpReq'], 'signal' | 'notify' | '_meta'>;

/** Runs a tool; what goes wrong in it is an answer that a model can act on. */
export async function callTool(
  { name, arguments: input }: { readonly name: string; readonly arguments?: unknown },
  ports: Omit<AssistantPorts, 'tell'>,
  call: Call,
): Promise<CallToolResult> {
  const tool = assistantTools.find(each => each.name === name);
  if (!tool) throw unknownTool(name);
  const progress = progressOf(call);
  try {
    const { value, text } = await tool.run(input, { ...ports, tell: progress.tell }, call.signal);
    return { content: [{ type: 'text', text }], structuredContent: value };
  } catch (error) {
    // Who cancelled waits for no answer.
    call.signal.throwIfAborted();
    const { code, text } = describeFailure(error);
    return { content: [{ type: 'text', text }], isError: true, _meta: { code } };
  } finally {
    progress.end();
  }
}

/** Tells the client what is going on, where it wants to know: at each step, and that the last one takes its time. */
function progressOf({ _meta, notify }: Call) {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return { tell: () => undefined, end: () => undefined };
  let progress = 0;
  let message = '';
  const send = (): void => {
    const params = { progressToken, progress: ++progress, message };
    // A client that has gone is noticed where its requests come from.
    notify({ method: 'notifications/progress', params }).catch(() => undefined);
  };
  const timer = setInterval(send, interval);
  return {
    tell: (said: string): void => {
      message = said;
      send();
    },
    end: () => clearInterval(timer),
  };
}

function unknownTool(name: string): ProtocolError {
  const names = assistantTools.map(each => each.name);
  const close = closestName(name, names);
  const hint = close === undefined ? `allowed: ${names.join(', ')}` : `did you mean ${close}?`;
  const message = `there is no tool "${name}"; ${hint}`;
  return new ProtocolError(ProtocolErrorCode.InvalidParams, message);
}
