import type { Translate } from '../util/translate';

/** A tool that an assistant wants to run. */
export interface ToolCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the user reads, and answers with yes or no. */
export interface ToolQuestion {
  readonly title: string;
  /** Markdown. */
  readonly message: string;
  /** The statement that would be run. */
  readonly sql?: string;
}

/** What a call would mean here. */
export interface CallFacts {
  readonly isBucket: boolean;
  /** The user lets assistants see personal data. */
  readonly mayReveal: boolean;
}

/** Asked before a tool that costs requests or shows rows; undefined for the others. */
export function questionBefore(
  t: Translate,
  { name, input }: ToolCall,
  { isBucket, mayReveal }: CallFacts,
): ToolQuestion | undefined {
  switch (name) {
    case 'queryDatabase':
      return {
        title: t('Query the local database'),
        message:
          input['reveal'] === true && mayReveal
            ? t('The answer **shows personal data** to the assistant.')
            : t('The assistant sees pseudonyms in place of personal data.'),
        sql: typeof input['sql'] === 'string' ? input['sql'] : '',
      };
    case 'planSync':
      if (!isBucket) return undefined;
      return {
        title: t('Plan a sync'),
        message: t('This asks the bucket for the size of each file that a sync would read.'),
      };
    case 'explainManifest':
      if (!isBucket) return undefined;
      return {
        title: t('Explain a manifest'),
        message: t('This reads the whole manifest from the bucket, and lists what lies beside it.'),
      };
    default:
      return undefined;
  }
}
