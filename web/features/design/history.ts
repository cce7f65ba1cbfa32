export type History<T> = { past: T[]; present: T; future: T[]; merge: string | null };
const DEPTH = 200;

export const startHistory = <T>(present: T): History<T> => ({ past: [], present, future: [], merge: null });

/** Notes a change. Changes that follow each other under one `merge` key, such as typing into a field, undo as one. */
export function record<T>(history: History<T>, present: T, merge: string | null = null): History<T> {
  if (present === history.present) return history;
  const same = merge !== null && merge === history.merge;
  const past = same ? history.past : [...history.past, history.present].slice(-DEPTH);
  return { past, present, future: [], merge };
}

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    merge: null,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future: rest, merge: null };
}

/** Puts another person's changes under all of the own: undoing takes back only what I did. */
export function rebase<T>(history: History<T>, onto: (state: T) => T): History<T> {
  return {
    past: history.past.map(onto),
    present: onto(history.present),
    future: history.future.map(onto),
    merge: null,
  };
}
