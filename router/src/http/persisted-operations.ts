import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AppError } from '@wecube/kit';
import {
  type DefinitionNode,
  type DocumentNode,
  GraphQLError,
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import { z } from 'zod';

/** Names or hashes with the text of their operation, fragments included. */
const manifest = z.record(z.string(), z.string());

/** Texts that clients brought are kept up to this; the one that was not asked for the longest goes first. */
const MOST_CHARACTERS = 8 * 1024 * 1024;
const KEY_PREFIX = 'apq:';

/**
 * Operations that are asked for by the SHA-256 of their text: those of a list, which always are there, and those that
 * clients brought themselves. With `only` nothing that is not of the list is executed.
 */
export class PersistedOperations {
  readonly #registered = new Map<string, string>();
  readonly #allowed = new Set<string>();
  readonly #brought = new Map<string, string>();
  #characters = 0;

  constructor(
    registered: readonly string[] = [],
    private readonly only = false,
  ) {
    for (const text of registered) {
      this.#registered.set(createHash('sha256').update(text).digest('hex'), text);
      this.#allowed.add(canonical(parse(text)));
    }
  }

  /** What keeps a document from being executed; null when nothing does. */
  refusalOf(document: DocumentNode): GraphQLError | null {
    return !this.only || this.#allowed.has(canonical(document)) ? null : notRegistered();
  }

  /** For Apollo Server: the text by its hash. */
  async get(key: string): Promise<string | undefined> {
    const hash = key.replace(KEY_PREFIX, '');
    const registered = this.#registered.get(hash);
    const brought = this.#brought.get(hash);
    if (registered !== undefined || brought === undefined) return registered;
    this.#brought.delete(hash);
    this.#brought.set(hash, brought);
    return brought;
  }

  /** For Apollo Server: a client brought a text that was found valid, and its hash. */
  async set(key: string, text: string): Promise<void> {
    const hash = key.replace(KEY_PREFIX, '');
    if (this.#registered.has(hash) || this.#brought.has(hash)) return;
    this.#brought.set(hash, text);
    this.#characters += text.length;
    for (const [oldest, its] of this.#brought) {
      if (this.#characters <= MOST_CHARACTERS) break;
      this.#brought.delete(oldest);
      this.#characters -= its.length;
    }
  }

  async delete(key: string): Promise<boolean> {
    const hash = key.replace(KEY_PREFIX, '');
    this.#characters -= this.#brought.get(hash)?.length ?? 0;
    return this.#brought.delete(hash);
  }
}

/** Reads the list of a file. Throws PERSISTED_OPERATIONS_UNREADABLE, in words for who starts the router. */
export async function loadPersistedOperations(file: string | undefined, only: boolean): Promise<PersistedOperations> {
  if (!file && only) throw unreadable('WECUBE_ROUTER_ONLY_PERSISTED needs WECUBE_ROUTER_PERSISTED_OPERATIONS.');
  if (!file) return new PersistedOperations();
  try {
    return new PersistedOperations(Object.values(manifest.parse(JSON.parse(await readFile(file, 'utf8')))), only);
  } catch (error) {
    throw unreadable(`The list of operations "${file}" cannot be used: ${(error as Error).message}`);
  }
}

/** The same for documents that ask for the same: clients add `__typename`, and print as they like. */
function canonical(document: DocumentNode): string {
  const plain = visit(document, {
    Field: (node) => (node.name.value === '__typename' && !node.alias ? null : undefined),
  });
  const definitions = [...plain.definitions].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  return stripIgnoredCharacters(print({ ...plain, definitions }));
}

function rank(definition: DefinitionNode): string {
  const name = 'name' in definition ? (definition.name?.value ?? '') : '';
  return `${definition.kind === Kind.FRAGMENT_DEFINITION ? 1 : 0} ${name}`;
}

function notRegistered(): GraphQLError {
  return new GraphQLError('This router only executes the operations that it was given a list of.', {
    extensions: { code: 'OPERATION_NOT_REGISTERED', http: { status: 403 } },
  });
}

function unreadable(message: string): AppError {
  return new AppError('PERSISTED_OPERATIONS_UNREADABLE', message);
}
