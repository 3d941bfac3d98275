// Google's SDK with another way out. Its own one cannot end a request that has no answer yet, takes no certificates,
// opens a connection per request behind a proxy, and sends again what it likes.
import { request, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';

import { Storage } from '@google-cloud/storage';

import { tryParseJson } from '../../util/tryParseJson';
import type { RouteAgents } from '../cloud/routeAgents';

import { GcsRefusal } from './gcsRefusal';

/** How requests reach the service. */
export interface GcsWay {
  /** `https://storage.googleapis.com`, or whoever answers in its place. */
  readonly endpoint: string;
  readonly agents: RouteAgents;
  /** Absent: whoever asks is nobody. */
  readonly token: string | undefined;
}

type Question = Parameters<Storage['request']>[0];
type OnAnswer = Parameters<Storage['request']>[1];

/** The SDK for one request, which the signal ends. */
export class RoutedStorage extends Storage {
  constructor(
    readonly way: GcsWay,
    readonly signal: AbortSignal | undefined,
  ) {
    super({ apiEndpoint: way.endpoint, projectId: 'none' });
    // STORAGE_EMULATOR_HOST is for whoever resolves the access, not for the SDK to overrule it.
    this.baseUrl = `${way.endpoint.replace(/\/$/, '')}/storage/v1`;
  }

  /** What the SDK sends its questions by. */
  override request({ uri, qs }: Question, onAnswer: OnAnswer): void {
    this.#askJson(uri, qs).then(
      body => onAnswer(null, body),
      (error: unknown) => onAnswer(error instanceof Error ? error : new Error(String(error))),
    );
  }

  /** An answer whose body is still to come; anything but a success is thrown as GcsRefusal. */
  async ask(
    path: string,
    query: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<IncomingMessage> {
    const url = new URL(`${this.baseUrl}/${path.replace(/^\//, '')}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const answer = await this.#send(url, headers);
    const { statusCode = 0 } = answer;
    if (statusCode === 200 || statusCode === 206) return answer;
    throw new GcsRefusal(statusCode, await textOf(answer), answer.headers['retry-after']);
  }

  async #askJson(path: string, query: unknown): Promise<unknown> {
    const answer = await this.ask(path, wordsOf(query));
    const text = await textOf(answer);
    const json = tryParseJson(text);
    // A page of somebody in between, who answers everything with a success.
    if (json === undefined) throw new GcsRefusal(answer.statusCode ?? 0, text);
    return json;
  }

  #send(url: URL, headers: Readonly<Record<string, string>>): Promise<IncomingMessage> {
    const { agents, token } = this.way;
    const isSecure = url.protocol === 'https:';
    const sent = (isSecure ? secureRequest : request)(url, {
      agent: isSecure ? agents.https : agents.http,
      headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      ...(this.signal ? { signal: this.signal } : {}),
    });
    sent.end();
    return new Promise((resolve, reject) => sent.on('response', resolve).on('error', reject));
  }
}

function wordsOf(query: unknown): Readonly<Record<string, string>> {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(query ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

async function textOf(answer: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
