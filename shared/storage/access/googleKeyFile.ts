// Tokens by a file that Google's tools write: a service account's key, a signed-in user, an identity of another cloud.
import { readFile } from 'node:fs/promises';
import { Agent } from 'node:http';

import { GoogleAuth } from 'google-auth-library';

import { isRecord } from '../../util/isRecord';
import { tryParseJson } from '../../util/tryParseJson';
import type { RouteAgents } from '../cloud/routeAgents';

import { foundToken, googleFailure, readOnlyScope } from './googleToken';
import { isMetadataHost } from './metadataProbe';
import {
  absent,
  signInBy,
  type CredentialProvider,
  type NextStep,
  type ProviderAnswer,
  type ProviderFailure,
} from './providerChain';

/** A file, and what to do with it. */
export interface KeyFile {
  /** For messages: who says that it is this file. */
  readonly name: string;
  readonly file: string;
  readonly agents: RouteAgents;
  /** It may well not be there. */
  readonly isOptional?: boolean;
}

const plainAgent = new Agent();

/** What Google's files are, and what helps when one of them is refused. */
const adviceByType: ReadonlyMap<unknown, NextStep> = new Map<unknown, NextStep>([
  ['service_account', { advice: 'Make a new key for the service account' }],
  ['authorized_user', signInBy('gcloud auth application-default login')],
  ['external_account_authorized_user', signInBy('gcloud auth application-default login')],
  ['external_account', { advice: 'Check the identity that the file takes its token from' }],
  ['impersonated_service_account', signInBy('gcloud auth application-default login')],
]);

/** Asks a file. */
export function keyFileProvider(keyFile: KeyFile): CredentialProvider {
  return { name: keyFile.name, ask: signal => askKeyFile(keyFile, signal) };
}

async function askKeyFile(
  { file, agents, isOptional }: KeyFile,
  signal: AbortSignal,
): Promise<ProviderAnswer> {
  const text = await readText(file, signal);
  if (text === undefined) {
    const outcome = file === '' ? 'no file is named' : `${file} cannot be read`;
    return isOptional ? absent(outcome) : wrongFile(outcome);
  }
  // Parsed here first: what the SDK says of a broken file quotes it.
  const json = tryParseJson(text);
  const type = isRecord(json) ? json['type'] : undefined;
  const known = adviceByType.get(type);
  if (!known) {
    const found = isRecord(json) ? `its type is '${String(type).slice(0, 40)}'` : 'it is no JSON';
    return wrongFile(`${file} is no key of Google: ${found}`);
  }
  try {
    const agent = (url: URL) => agentOf(agents, url);
    const auth = new GoogleAuth({
      keyFilename: file,
      scopes: [readOnlyScope],
      clientOptions: { transporterOptions: { agent, signal } },
    });
    return await foundToken(await auth.getClient());
  } catch (error) {
    return googleFailure(error, known);
  }
}

async function readText(file: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await readFile(file, { encoding: 'utf8', signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** An identity of another cloud's machine is asked for there. */
function agentOf({ http, https }: RouteAgents, { protocol, hostname }: URL) {
  if (protocol === 'https:') return https;
  return isMetadataHost(hostname) ? plainAgent : http;
}

function wrongFile(outcome: string): ProviderFailure {
  const advice = 'Choose the JSON file of a service account, or one that gcloud writes';
  return { kind: 'failed', code: 'storage.no-credentials', outcome, advice };
}
