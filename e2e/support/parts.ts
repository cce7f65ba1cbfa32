type End = () => unknown;

export type Parts = {
  /** Takes it down at the end; gives it back. */
  use<Part extends AsyncDisposable>(part: Part): Part;
  defer(end: End): void;
};

/** Puts up several parts; disposing of the result takes them down, the last first, and so does a start that fails halfway. */
export async function putUp<Stage extends object>(
  build: (parts: Parts) => Promise<Stage>,
): Promise<Stage & AsyncDisposable> {
  const ends: End[] = [];
  const takeDown = async (): Promise<void> => {
    for (let end = ends.pop(); end; end = ends.pop()) await end();
  };
  const parts: Parts = {
    use(part) {
      ends.push(() => part[Symbol.asyncDispose]());
      return part;
    },
    defer: (end) => void ends.push(end),
  };
  try {
    return Object.assign(await build(parts), { [Symbol.asyncDispose]: takeDown });
  } catch (error) {
    await takeDown();
    throw error;
  }
}
