// A client of the Model Context Protocol as an assistant has one: the official SDK's, and the built server as a process.
import assert from 'node:assert/strict';
import { Client, type CallToolRequestOptions } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import Ajv, { type ValidateFunction } from 'ajv';

import { cliPath } from './runCli';

/** A tool's answer by its output schema. */
export type Answer = Readonly<Record<string, unknown>>;

/** A client that is connected. */
export interface McpClient {
  readonly client: Client;
  /** Calls a tool that must succeed; its answer is held against the tool's output schema. */
  readonly call: (
    name: string,
    input?: Answer,
    options?: CallToolRequestOptions,
  ) => Promise<Answer>;
  /** Calls a tool that must fail; resolves with what a model reads. */
  readonly fail: (name: string, input?: Answer) => Promise<string>;
}

/** How a client starts its server. */
export interface McpClientOptions {
  /** The newest revision of the protocol (default), or the older ones. */
  readonly era?: 'auto' | 'legacy';
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `body` with a client. */
export async function withMcpClient(
  args: readonly string[],
  body: (client: McpClient) => Promise<void>,
  { era = 'auto', env = {} }: McpClientOptions = {},
): Promise<void> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: era } });
  const faults: Error[] = [];
  client.onerror = error => faults.push(error);
  const command = { command: process.execPath, args: [cliPath, 'mcp', ...args], env };
  await client.connect(new StdioClientTransport({ ...command, stderr: 'inherit' }));
  try {
    const { tools } = await client.listTools();
    const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
    const schemas = new Map<string, ValidateFunction>();
    for (const { name, outputSchema } of tools) {
      const schema: object = outputSchema ?? {};
      schemas.set(name, ajv.compile(schema));
    }
    const fail = async (name: string, input: Answer = {}) => {
      const { isError, content } = await client.callTool({ name, arguments: input });
      assert.equal(isError, true, JSON.stringify(content));
      return textOf(content);
    };
    const call = async (name: string, input: Answer = {}, options: CallToolRequestOptions = {}) => {
      const answer = await client.callTool({ name, arguments: input }, options);
      assert.ok(!answer.isError, JSON.stringify(answer.content));
      const isValid = schemas.get(name)?.(answer.structuredContent);
      assert.ok(isValid, ajv.errorsText(schemas.get(name)?.errors ?? null));
      return requireRecord(answer.structuredContent);
    };
    await body({ client, call, fail });
    assert.deepEqual(faults, []);
  } finally {
    await client.close();
  }
}

/** A list of objects in an answer. */
export function listOf(value: unknown): readonly Answer[] {
  assert.ok(Array.isArray(value));
  return value.map(requireRecord);
}

function requireRecord(value: unknown): Answer {
  assert.ok(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}

function textOf(content: readonly { readonly type: string; readonly text?: unknown }[]): string {
  return content.map(({ text }) => (typeof text === 'string' ? text : '')).join('\n');
}
