import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueServiceToken } from '@wecube/auth';
import { describe, expect, it } from 'vitest';
import { ApiClient } from '../support/client.ts';
import type { Bench } from './bench.ts';
import { packageZip } from './packages.ts';

const READ = '{ packages { totalCount } }';
const START = 'mutation { startRun(input: { definitionId: "def_1", rootObjectId: "app_pay" }) { problems { code } } }';
const REGISTER = 'mutation { registerPackage(input: { id: "pkg_1" }) { problems { code } } }';
const WATCH = 'subscription { packageChanged { type } }';
const STRANGER_PASSWORD = 'Quiet-lantern-river-7';

/** A client without a token, with one that is over, with one that is none, and one of another role. */
export function access(bench: Bench): void {
  describe('a client', () => {
    it.each([
      ['without a token', async () => null],
      ['with an expired token', () => token(-600_000)],
      ['with a forged token', async () => `${(await token(60_000)).slice(0, -8)}AAAAAAAA`],
    ])('%s gets nothing and changes nothing', async (_who, given) => {
      const stranger = new ApiClient(bench.platform.address, await given());
      await bench.unchanged(async () => {
        for (const query of [READ, START, REGISTER])
          expect((await stranger.ask(query)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
        const upload = await stranger.uploadBytes(packageZip({ name: 'stranger' }), 'stranger.zip');
        expect(upload).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
        await expect(stranger.watch(WATCH, {}, () => true)).rejects.toBeTruthy();
      });
    });

    it('with a token of the same kind that is not over is answered', async () => {
      const api = new ApiClient(bench.platform.address, await token(60_000));
      expect((await api.ask(READ)).errors).toBeUndefined();
    });

    it("with another role's token reads what that role may, and no more", async () => {
      const reader = await signInAs('reader', ['package:read']);
      await bench.unchanged(async () => {
        expect((await reader.ask(READ)).errors).toBeUndefined();
        for (const [query, action] of [
          [START, 'run:start'],
          [REGISTER, 'package:register'],
          ['{ users { totalCount } }', 'user:read'],
          ['{ estateApplications { totalCount } }', 'object:read'],
        ] as const)
          expect((await reader.ask(query)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', action } }]);
        const upload = await reader.uploadBytes(packageZip({ name: 'stranger' }), 'stranger.zip');
        expect(upload).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
      });
    });
  });

  /** A token as the platform makes it; a negative life is one that is over. */
  function token(lifeMs: number): Promise<string> {
    const { data } = bench.platform;
    const { internalKey } = JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8')) as { internalKey: string };
    const wanted = { name: 'integration', actions: ['package:read' as const], lifeMs };
    return issueServiceToken(`file:${join(data, 'database', 'auth.db')}`, internalKey, wanted);
  }

  async function signInAs(username: string, actions: readonly string[]): Promise<ApiClient> {
    const { role } = await bench.api.mutate<{ role: { id: string } }>(
      'createRole',
      'CreateRoleInput',
      { name: 'READER', labelEn: 'Reader', labelZh: '读者', actions },
      'role { id }',
    );
    const { initialPassword } = await bench.api.mutate<{ initialPassword: string }>(
      'createUser',
      'CreateUserInput',
      { username, roleIds: [role.id] },
      'initialPassword',
    );
    const api = new ApiClient(bench.platform.address);
    await api.signIn(username, initialPassword, STRANGER_PASSWORD);
    return api;
  }
}
