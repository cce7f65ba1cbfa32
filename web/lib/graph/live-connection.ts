export type LiveState = 'connecting' | 'live' | 'lost';
type Snapshot = { state: LiveState; epoch: number };

/** What the browser knows of its live connection. `epoch` grows when events may have been missed, so that pages catch up. */
export function createLiveConnection() {
  let snapshot: Snapshot = { state: 'connecting', epoch: 0 };
  const listeners = new Set<() => void>();
  const set = (next: Snapshot) => {
    if (next.state === snapshot.state && next.epoch === snapshot.epoch) return;
    snapshot = next;
    for (const listener of listeners) listener();
  };
  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => snapshot,
    connected: () => set({ state: 'live', epoch: snapshot.state === 'lost' ? snapshot.epoch + 1 : snapshot.epoch }),
    lost: () => set({ ...snapshot, state: 'lost' }),
    missedEvents: () => set({ ...snapshot, epoch: snapshot.epoch + 1 }),
  };
}

export type LiveConnection = ReturnType<typeof createLiveConnection>;
