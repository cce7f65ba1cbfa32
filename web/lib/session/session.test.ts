import { describe, expect, it, vi } from 'vitest';
import { createSessionRefresh } from './refresh-session.ts';
import { isSameOrigin } from './same-origin.ts';
import { createSessionFetch } from './session-fetch.ts';

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const expired = () => json({ errors: [{ message: 'expired', extensions: { code: 'UNAUTHENTICATED' } }] });

describe('the session refresh', () => {
  it('runs once for calls made at the same time, and again for a later one', async () => {
    let finish = () => {};
    const call = vi.fn(
      () =>
        new Promise<Response>((resolve) => {
          finish = () => resolve(json({ ok: true }));
        }),
    );
    const refresh = createSessionRefresh(call as unknown as typeof fetch);
    const together = [refresh(), refresh(), refresh()];
    finish();
    expect(await Promise.all(together)).toEqual([true, true, true]);
    expect(call).toHaveBeenCalledTimes(1);
    const later = refresh();
    finish();
    expect(await later).toBe(true);
    expect(call).toHaveBeenCalledTimes(2);
  });

  it('answers false when refused and when nobody answers', async () => {
    expect(await createSessionRefresh(async () => json({ ok: false }, 401))()).toBe(false);
    expect(
      await createSessionRefresh(async () => {
        throw new TypeError('offline');
      })(),
    ).toBe(false);
  });
});

describe('the session fetch', () => {
  it('renews once and repeats every call that met the expired session', async () => {
    let renewed = false;
    const api = vi.fn(async () => (renewed ? json({ data: { ok: true } }) : expired()));
    const refresh = createSessionRefresh(async () => {
      renewed = true;
      return json({ ok: true });
    });
    const call = createSessionFetch(api as unknown as typeof fetch, refresh, () => {
      throw new Error('signed out');
    });
    const answers = await Promise.all([call('/graphql'), call('/graphql')]);
    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([
      { data: { ok: true } },
      { data: { ok: true } },
    ]);
    expect(api).toHaveBeenCalledTimes(4);
  });

  it('signs out when the session cannot be renewed, and gives the refusal to the page', async () => {
    const signedOut = vi.fn();
    const call = createSessionFetch(
      async () => expired(),
      async () => false,
      signedOut,
    );
    const answer = await call('/graphql');
    expect(signedOut).toHaveBeenCalledTimes(1);
    expect((await answer.json()).errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('leaves other errors alone', async () => {
    const refresh = vi.fn(async () => true);
    const call = createSessionFetch(
      async () => json({ errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] }),
      refresh,
      () => {},
    );
    await call('/graphql');
    expect(refresh).not.toHaveBeenCalled();
  });
});

describe('isSameOrigin', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://here' }, false],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ origin: 'http://evil.example', host: 'portal:8080' }, false],
    [{ origin: 'http://portal:8080', host: '127.0.0.1:3000', 'x-forwarded-host': 'portal:8080' }, true],
    [{ origin: 'null', host: 'portal:8080' }, false],
    [{ host: 'portal:8080' }, true],
  ] as [Record<string, string>, boolean][])('%j is %s', (headers, same) =>
    expect(isSameOrigin(new Headers(headers))).toBe(same),
  );
});
