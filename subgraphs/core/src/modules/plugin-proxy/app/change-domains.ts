import { type Clock, type Problem, requireAction, type Session, toProblem } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { Audit } from '../../audit/index.ts';
import type { ProxyRepository } from '../data/proxy-repository.ts';
import { parseDomain } from '../domain/domain-name.ts';
import { sayProxy } from '../domain/texts.ts';

type Dependencies = {
  database: CoreDatabase;
  repository: ProxyRepository;
  audit: Audit;
  clock: Clock;
  /** Brings the package's rules to its proxy; `false` when the platform has no proxy. */
  applyRules(packageName: string): Promise<boolean>;
  isThereAny(): Promise<boolean>;
};
export type DomainChange = { packageName: string; domain: string };
export type DomainOutcome = { problems: readonly Problem[] };

/** Grants a package a domain, or withdraws one; the proxy knows it when this is done. */
export function createChangeDomains(dependencies: Dependencies) {
  const { database, repository, audit, clock, applyRules, isThereAny } = dependencies;
  const change =
    (grant: boolean) =>
    async (input: DomainChange, session: Session): Promise<DomainOutcome> => {
      requireAction(session, 'proxy:grant');
      const domain = parseDomain(input.domain);
      if (!domain) return refused(toProblem(sayProxy('PROXY_DOMAIN_INVALID', { domain: input.domain }), ['domain']));
      if (!(await isThereAny())) return refused(toProblem(sayProxy('PROXY_NOT_CONFIGURED')));
      const { packageName } = input;
      const done = await database.transaction(async (tx) => {
        const record = {
          packageName,
          domain,
          origin: 'GRANTED',
          addedAt: new Date(clock.now()),
          addedBy: session.name,
        };
        if (grant) await repository.add(tx, record);
        else if (!(await repository.removeGranted(tx, packageName, domain))) return false;
        const detail = { domain, granted: grant };
        await audit.record(tx, { session, action: 'proxy:grant', subject: packageName, outcome: 'DONE', detail });
        return true;
      });
      const absent = sayProxy('PROXY_DOMAIN_NOT_GRANTED', { package: packageName, domain });
      if (!done) return refused(toProblem(absent, ['domain']));
      await applyRules(packageName);
      return { problems: [] };
    };
  return { grant: change(true), withdraw: change(false) };
}

const refused = (found: Problem): DomainOutcome => ({ problems: [found] });
