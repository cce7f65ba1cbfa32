/** Parts that end in the reverse order of their start; Node 20 has no AsyncDisposableStack yet. */
export class PartStack implements AsyncDisposable {
  private readonly parts: AsyncDisposable[] = [];

  use<T extends AsyncDisposable>(part: T): T {
    this.parts.push(part);
    return part;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (let part = this.parts.pop(); part; part = this.parts.pop()) await part[Symbol.asyncDispose]();
  }
}
