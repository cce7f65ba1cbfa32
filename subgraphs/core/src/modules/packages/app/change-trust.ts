import { type Clock, type Problem, requireAction, type Session, toProblem } from '@wecube/kit';
import { readPublicKey, signingKeyId } from '@wecube/plugin-adapters/contract';
import type { CoreDatabase, CoreTransaction } from '@wecube/prisma';
import type { Audit } from '../../audit/index.ts';
import { readTrust, removeKey, writeKey, writePolicy } from '../data/package-trust.ts';
import type { PackageTrust } from '../domain/package-trust.ts';
import { sayPackage } from '../domain/texts.ts';

export type TrustDependencies = { database: CoreDatabase; audit: Audit; clock: Clock };
export type TrustResult = { trust: PackageTrust; problems: readonly Problem[] };
export type ChangeTrust = ReturnType<typeof createChangeTrust>;

const LONGEST_NAME = 255;

/** Whose signatures count, and whether a package needs one; every change is in the audit log. */
export function createChangeTrust(deps: TrustDependencies) {
  const { database, audit, clock } = deps;
  const change = async (
    session: Session,
    subject: string,
    detail: Record<string, unknown>,
    write: (tx: CoreTransaction) => Promise<boolean>,
  ): Promise<boolean> => {
    requireAction(session, 'package:trust');
    return database.transaction(async (tx) => {
      if (!(await write(tx))) return false;
      await audit.record(tx, { session, action: 'package:trust', subject, outcome: 'DONE', detail });
      return true;
    });
  };
  const answer = async (...problems: Problem[]): Promise<TrustResult> => ({
    trust: await readTrust(database.client),
    problems,
  });
  return {
    async trustKey(given: { name: string; publicKey: string }, session: Session): Promise<TrustResult> {
      requireAction(session, 'package:trust');
      const publicKey = given.publicKey.trim();
      if (!readPublicKey(publicKey)) return answer(toProblem(sayPackage('SIGNING_KEY_INVALID'), ['publicKey']));
      const id = signingKeyId(publicKey);
      const name = given.name.trim().slice(0, LONGEST_NAME) || id;
      const key = { id, name, publicKey, trustedAt: new Date(clock.now()), trustedBy: session.name };
      await change(session, id, { trusted: true, name }, async (tx) => {
        await writeKey(tx, key);
        return true;
      });
      return answer();
    },

    async distrustKey(id: string, session: Session): Promise<TrustResult> {
      const removed = await change(session, id, { trusted: false }, (tx) => removeKey(tx, id));
      return removed ? answer() : answer(toProblem(sayPackage('SIGNING_KEY_UNKNOWN', { id }), ['id']));
    },

    async setPolicy(requireSignature: boolean, session: Session): Promise<TrustResult> {
      await change(session, 'package-policy', { requireSignature }, async (tx) => {
        await writePolicy(tx, requireSignature);
        return true;
      });
      return answer();
    },
  };
}
