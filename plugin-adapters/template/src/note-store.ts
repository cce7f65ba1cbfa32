import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { filterOf } from './filters.ts';
import { Journal } from './journal.ts';
import { Refusal, type Row } from './refusal.ts';

export type Note = { id: string; displayName: string; text: string; signature: string | null };
type Change = { put: Note[] } | { removed: string[] };

const ATTRIBUTES = ['id', 'displayName', 'text', 'signature'];
const NAME_LENGTH = 40;

/** The notes: in memory, and in a journal that is read at the start. A change is on the disk before it is answered. */
export class NoteStore {
  readonly #notes = new Map<string, Note>();

  private constructor(private readonly journal: Journal<Change>) {
    for (const change of journal.entries) this.#apply(change);
  }

  static async open(folder: string): Promise<NoteStore> {
    return new NoteStore(await Journal.open<Change>(join(folder, 'notes.jsonl')));
  }

  query(body: unknown): Note[] {
    return [...this.#notes.values()].filter(filterOf(body, ATTRIBUTES));
  }

  create(rows: readonly Row[]): Promise<Note[]> {
    const notes = rows.map((row) => noteOf({ ...row, id: row['id'] || `note_${randomUUID()}` }));
    const taken = notes.find(({ id }) => this.#notes.has(id));
    if (taken) throw new Refusal(`There is already a note with the id "${taken.id}".`);
    return this.#put(notes);
  }

  update(rows: readonly Row[]): Promise<Note[]> {
    return this.#put(rows.map((row) => noteOf({ ...this.find(row['id']), ...row })));
  }

  async delete(rows: readonly Row[]): Promise<Note[]> {
    const notes = rows.map(({ id }) => this.find(id));
    await this.#change({ removed: notes.map(({ id }) => id) });
    return notes;
  }

  find(id: unknown): Note {
    const note = this.#notes.get(String(id));
    if (!note) throw new Refusal(`There is no note with the id "${id}".`);
    return note;
  }

  close(): Promise<void> {
    return this.journal.close();
  }

  async #put(notes: Note[]): Promise<Note[]> {
    if (notes.length > 0) await this.#change({ put: notes });
    return notes;
  }

  async #change(change: Change): Promise<void> {
    await this.journal.append(change);
    this.#apply(change);
  }

  #apply(change: Change): void {
    if ('put' in change) for (const note of change.put) this.#notes.set(note.id, note);
    else for (const id of change.removed) this.#notes.delete(id);
  }
}

function noteOf(row: Row): Note {
  const unknown = Object.keys(row).find((name) => !ATTRIBUTES.includes(name));
  if (unknown) throw new Refusal(`A note has no attribute "${unknown}"; it has ${ATTRIBUTES.join(', ')}.`);
  const { id, text, signature } = row;
  if (typeof text !== 'string' || text === '') throw new Refusal('A note needs a text.');
  const name = typeof row['displayName'] === 'string' && row['displayName'] !== '' ? row['displayName'] : text;
  return {
    id: String(id),
    displayName: name.slice(0, NAME_LENGTH),
    text,
    signature: signature ? String(signature) : null,
  };
}
