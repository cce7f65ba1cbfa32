import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPassword } from './password-rule.ts';

const codes = (password: string, username = 'alice') => checkPassword(password, username).map(({ code }) => code);

describe('the password rule', () => {
  it.each([
    ['short1!', 'PASSWORD_TOO_SHORT'],
    ['x'.repeat(201), 'PASSWORD_TOO_LONG'],
    ['abababababab', 'PASSWORD_TOO_SIMPLE'],
    ['my-ALICE-secret', 'PASSWORD_HAS_USERNAME'],
    ['Password1234', 'PASSWORD_WELL_KNOWN'],
    ['1234567890ab', 'PASSWORD_WELL_KNOWN'],
  ])('refuses %s', (password, code) => {
    expect(codes(password)).toEqual([code]);
  });

  it.each(['correct horse battery', 'Tr0ub4dor&3xyz', '一二三四五六七八九十'])('takes %s', (password) => {
    expect(codes(password)).toEqual([]);
  });

  it('never takes fewer than ten characters', () => {
    fc.assert(fc.property(fc.string({ maxLength: 9 }), (password) => codes(password).length === 1));
  });
});
