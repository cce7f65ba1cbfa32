import { expect, it } from 'vitest';
import { uploadShare } from './upload-state.ts';

it('tells how far a step is, and nothing beyond its end', () => {
  expect(uploadShare({ doneBytes: 5, totalBytes: 20 })).toBe(0.25);
  expect(uploadShare({ doneBytes: 30, totalBytes: 20 })).toBe(1);
  expect(uploadShare({ doneBytes: 0, totalBytes: 0 })).toBe(0);
});
