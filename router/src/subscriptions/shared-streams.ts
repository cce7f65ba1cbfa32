import type { GraphQLError } from 'graphql';

/** Receives what a stream carries; `end` comes at most once. */
export type StreamSink<T> = {
  next(value: T): void;
  end(error?: GraphQLError): void;
  /** The stream is established; `afterGap` when it was before, so that values may have been missed. */
  ready?(afterGap: boolean): void;
};

type Stream<T> = { sinks: Set<StreamSink<T>>; isReady: boolean; stop?: () => void };

/** Streams by key: the first to join starts one, those after share it, the last to leave stops it. */
export class SharedStreams<T> {
  readonly #streams = new Map<string, Stream<T>>();

  get size(): number {
    return this.#streams.size;
  }

  /** Returns what leaves the stream again. */
  join(key: string, sink: StreamSink<T>, start: (sink: StreamSink<T>) => () => void): () => void {
    const running = this.#streams.get(key);
    const stream = running ?? { sinks: new Set<StreamSink<T>>(), isReady: false };
    stream.sinks.add(sink);
    if (!running) this.#start(key, stream, start);
    else if (stream.isReady) queueMicrotask(() => stream.sinks.has(sink) && sink.ready?.(false));
    return () => this.#leave(key, stream, sink);
  }

  #start(key: string, stream: Stream<T>, start: (sink: StreamSink<T>) => () => void): void {
    this.#streams.set(key, stream);
    stream.stop = start({
      next: (value) => {
        for (const sink of [...stream.sinks]) sink.next(value);
      },
      ready: (afterGap) => {
        stream.isReady = true;
        for (const sink of [...stream.sinks]) sink.ready?.(afterGap);
      },
      end: (error) => {
        this.#forget(key, stream);
        const sinks = [...stream.sinks];
        stream.sinks.clear();
        for (const sink of sinks) sink.end(error);
      },
    });
  }

  #leave(key: string, stream: Stream<T>, sink: StreamSink<T>): void {
    if (!stream.sinks.delete(sink) || stream.sinks.size > 0) return;
    this.#forget(key, stream);
    stream.stop?.();
  }

  #forget(key: string, stream: Stream<T>): void {
    if (this.#streams.get(key) === stream) this.#streams.delete(key);
  }
}
