import type { DataWrite } from '../definition.ts';

const BETWEEN = '#DME#';
const OPERATION = '#DMEOP#';

/** `expression#DMEOP#operation`, several of them joined by `#DME#`: what a data node of the original writes. */
export function readWrites(text: string): DataWrite[] {
  return text
    .split(BETWEEN)
    .filter((one) => one.trim() !== '')
    .map((one) => {
      const [expression = '', operation = ''] = one.split(OPERATION);
      return { expression: expression.trim(), operation: operation.trim() };
    });
}

/** The inverse of `readWrites`. */
export const printWrites = (writes: readonly DataWrite[]): string =>
  writes.map(({ expression, operation }) => `${expression}${OPERATION}${operation}`).join(BETWEEN);
