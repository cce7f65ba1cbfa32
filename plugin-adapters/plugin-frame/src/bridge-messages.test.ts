import { expect, it } from 'vitest';
import { BRIDGE_VERSION, readFrameMessage, readPortalMessage, seal } from './bridge-messages.ts';

it('reads what the other side sealed', () => {
  expect(readFrameMessage(seal({ type: 'navigated', path: '/a', replace: false }))).toEqual({
    ...{ type: 'navigated', path: '/a', replace: false },
  });
  expect(readPortalMessage(seal({ type: 'token', token: 't', expiresInMs: 1 }))).toEqual({
    ...{ type: 'token', token: 't', expiresInMs: 1 },
  });
});

it.each([
  ['nothing', null],
  ['a word', 'hello'],
  ['a message of another program', { type: 'hello' }],
  ['a message of another version', { wecube: BRIDGE_VERSION + 1, type: 'hello' }],
  ['an unknown message', seal({ type: 'give-me-everything' })],
  ['a name that every object has', seal({ type: 'constructor' })],
  ['a message without its fields', seal({ type: 'navigated', path: '/a' })],
  ['a field of another type', seal({ type: 'title', title: 7 })],
  ['a message of the wrong direction', seal({ type: 'token', token: 't', expiresInMs: 1 })],
])('reads nothing from %s', (_what, data) => {
  expect(readFrameMessage(data)).toBeNull();
});

it('leaves out what does not belong to a message', () => {
  expect(readFrameMessage({ ...seal({ type: 'title', title: 'a' }), more: 1 })).toEqual({ type: 'title', title: 'a' });
});
