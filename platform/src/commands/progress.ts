/** Tells a person at the terminal what happens and how long it took. */
export class Progress {
  private readonly live = process.stderr.isTTY === true;

  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    const started = Date.now();
    process.stderr.write(`${title} ...${this.live ? '' : '\n'}`);
    try {
      const result = await work();
      this.end(title, `${((Date.now() - started) / 1000).toFixed(1)} s`);
      return result;
    } catch (error) {
      this.end(title, 'failed');
      throw error;
    }
  }

  /** A detail of the step that is going on. */
  note(detail: string): void {
    process.stderr.write(this.live ? `\r\x1b[K  ${detail}` : `  ${detail}\n`);
  }

  private end(title: string, result: string): void {
    process.stderr.write(this.live ? `\r\x1b[K${title} ... ${result}\n` : `${title}: ${result}\n`);
  }
}
