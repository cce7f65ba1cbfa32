import { AppError, type AppErrorOptions, type Problem } from './errors.ts';

/** What a sentence is filled with: plain values, names, labels in both languages, or other sentences. */
export type Parameter = string | number | readonly Parameter[] | Said | Label | null;
type Label = { readonly en: string; readonly zh: string };
export type Parameters = Readonly<Record<string, Parameter>>;

/** A sentence for a person: its stable code with what it was filled with, and the English text. */
export type Said = {
  readonly code: string;
  readonly message: string;
  readonly parameters: Parameters;
  /** What to do next. */
  readonly remedy?: string;
};

/** An English sentence with `{{name}}` where a parameter goes; `one` is its singular where `{{count}}` decides. */
type Text = string | { readonly says: string; readonly one?: string; readonly remedy?: string };

/**
 * The sentences of a module by their code. A code with several sentences has one per case, as `CODE.case`, and the
 * case travels among the parameters.
 */
export type Texts = Readonly<Record<string, Text>>;

type WordsOf<Entry> = Entry extends string ? Entry : Entry[keyof Entry] & string;
type NamesIn<Words extends string> = Words extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
type ParametersOf<Entry> = [NamesIn<WordsOf<Entry>>] extends [never]
  ? []
  : [parameters: Readonly<Record<NamesIn<WordsOf<Entry>>, Parameter>>];

/** Says the sentences of a table; the compiler asks for every parameter that a sentence names. */
export function sayFrom<const Table extends Texts>(table: Table) {
  return <Key extends keyof Table & string>(key: Key, ...[parameters]: ParametersOf<Table[Key]>): Said =>
    say(table[key] as Text, key, parameters ?? {});
}

function say(text: Text, key: string, parameters: Parameters): Said {
  const [code = key, variant] = key.split('.');
  const all = variant === undefined ? parameters : { case: variant, ...parameters };
  const { says, one, remedy } = typeof text === 'string' ? { says: text } : text;
  const message = fill(one !== undefined && parameters['count'] === 1 ? one : says, parameters);
  return { code, message, parameters: all, ...(remedy === undefined ? {} : { remedy: fill(remedy, parameters) }) };
}

function fill(words: string, parameters: Parameters): string {
  return words.replace(/\{\{(\w+)\}\}/g, (_, name: string) => print(parameters[name] ?? ''));
}

function print(value: Parameter): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return value.map(print).join(', ');
  return 'en' in value ? value.en : value.message;
}

const isList = (value: Parameter): value is readonly Parameter[] => Array.isArray(value);

/** The sentence as a problem of a mutation. */
export function toProblem(said: Said, path?: readonly string[]): Problem {
  return path ? { ...said, path } : said;
}

/** The sentence as an error; its parameters and its remedy go with it. */
export function toError({ code, message, parameters, remedy }: Said, options: AppErrorOptions = {}): AppError {
  const extensions = { ...options.extensions, parameters, ...(remedy === undefined ? {} : { remedy }) };
  return new AppError(code, message, { ...options, extensions });
}

/** The sentence an error carries, to be part of another one; plain words where it has none. */
export function saidBy(error: unknown): Said | string {
  const message = error instanceof Error ? error.message : String(error);
  const parameters = error instanceof AppError ? error.extensions['parameters'] : undefined;
  if (!(error instanceof AppError) || !parameters) return message;
  return { code: error.code, message, parameters: parameters as Parameters };
}
