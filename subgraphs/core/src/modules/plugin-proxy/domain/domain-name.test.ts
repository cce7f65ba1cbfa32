import { expect, it } from 'vitest';
import { parseDomain, withoutIncluded } from './domain-name.ts';

it.each(['example.com', '.example.com', 'a-b.example.com', 'localhost', '10.0.0.1', ' EXAMPLE.com '])(
  'takes "%s"',
  (text) => {
    expect(parseDomain(text)).toBe(text.trim().toLowerCase());
  },
);

it.each([
  '',
  '.',
  'a b',
  'a\nhttp_access allow all',
  '*.example.com',
  '-a.com',
  'a..b',
  'x'.repeat(64),
  '"/etc/passwd"',
])('refuses %j', (text) => {
  expect(parseDomain(text)).toBeNull();
});

it('leaves out what a wider one includes', () => {
  const domains = ['a.example.com', '.example.com', 'example.com', 'other.org', 'notexample.com', 'other.org'];
  expect(withoutIncluded(domains)).toEqual(['.example.com', 'notexample.com', 'other.org']);
});
