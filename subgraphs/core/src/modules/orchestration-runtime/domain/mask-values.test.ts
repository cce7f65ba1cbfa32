import { describe, expect, it } from 'vitest';
import { maskValues, secretValues, withoutSecrets } from './mask-values.ts';

const INPUTS = [{ callbackParameter: 'h1', password: 'hunter2', user: 'root', keys: ['secret-key', 'x'], empty: '' }];
const SENSITIVE = ['password', 'keys', 'empty'];

describe('masking', () => {
  it('hides sensitive parameters and leaves the rest', () => {
    const secrets = secretValues(INPUTS, SENSITIVE);
    expect(maskValues(INPUTS, SENSITIVE, secrets)).toEqual([
      { callbackParameter: 'h1', password: '******', user: 'root', keys: '******', empty: '' },
    ]);
  });

  it('hides a secret that an output repeats, however deep', () => {
    const secrets = secretValues(INPUTS, SENSITIVE);
    const outputs = [{ log: 'login with hunter2 failed', nested: [{ key: 'secret-key' }], count: 3 }];
    expect(maskValues(outputs, SENSITIVE, secrets)).toEqual([
      { log: 'login with ****** failed', nested: [{ key: '******' }], count: 3 },
    ]);
    expect(withoutSecrets('hunter2', secrets)).toBe('******');
  });

  it('does not hunt for values so short that they stand everywhere', () => {
    expect(secretValues(INPUTS, SENSITIVE)).toEqual(['hunter2', 'secret-key']);
  });
});
