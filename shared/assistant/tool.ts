// What a tool is: data, and one function. It knows neither the Model Context Protocol nor an editor.
import type { AssistantPorts } from './ports';
import type { JsonSchema, Shape } from './shape';

/** What a model gets. */
export interface ToolAnswer {
  /** By the tool's output schema. */
  readonly value: Readonly<Record<string, unknown>>;
  /** The same to read. */
  readonly text: string;
}

/** Something an assistant may do. */
export interface AssistantTool {
  readonly name: string;
  readonly title: string;
  /** For a model: when to use it, what it gives, what it costs. */
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  /** It changes nothing, whatever it is asked. */
  readonly isReadOnly: boolean;
  /** A wrong input is `assistant.bad-input`. */
  readonly run: (input: unknown, ports: AssistantPorts, signal: AbortSignal) => Promise<ToolAnswer>;
}

/** A tool as its own file writes it. */
export interface ToolParts<I, O extends object> extends Pick<
  AssistantTool,
  'name' | 'title' | 'description'
> {
  readonly input: Shape<I>;
  readonly output: Shape<O>;
  /** Where JSON is not the best text. */
  readonly textOf?: (answer: O) => string;
  readonly answer: (input: I, ports: AssistantPorts, signal: AbortSignal) => Promise<O>;
}

/** A tool that only reads. */
export function readingTool<I, O extends object>({
  input,
  output,
  textOf = JSON.stringify,
  answer,
  ...names
}: ToolParts<I, O>): AssistantTool {
  return {
    ...names,
    inputSchema: input.schema,
    outputSchema: output.schema,
    isReadOnly: true,
    run: async (value, ports, signal) => {
      const found = await answer(input.read(value ?? {}, 'the input'), ports, signal);
      return { value: Object.fromEntries(Object.entries(found)), text: textOf(found) };
    },
  };
}
