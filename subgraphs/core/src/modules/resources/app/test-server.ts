import { type Problem, requireAction, type Session, toProblem } from '@wecube/kit';
import { checkDescription } from '../domain/check-description.ts';
import type { ServerKind } from '../domain/server.ts';
import { sayResource } from '../domain/texts.ts';
import type { HostCheck, ServerProbe } from '../ports.ts';
import type { ServerDependencies, ServerDraft } from './dependencies.ts';
import { describeChanged, describeNew, filledIn } from './describe-server.ts';
import { credentialsAfter, findProblems } from './update-server.ts';

export type TestRequest = ServerDraft & { id?: string | null; kind?: ServerKind | null };
export type TestOutcome = { check: HostCheck | null; problems: readonly Problem[]; tookMs: number };

type Dependencies = ServerDependencies & { probe: ServerProbe };

/** Tries a server as it is described, saved or not, with the secrets that are kept where none are given. */
export function createTestServer(dependencies: Dependencies) {
  const { repository, probe, clock, watch } = dependencies;
  const subjectOf = async (request: TestRequest) => {
    if (!request.id) {
      const server = describeNew(request.kind ?? 'DOCKER', { name: 'test', ...request });
      const credentials = filledIn(request.credentials ?? {});
      return { server: { ...server, id: null }, credentials, problems: checkDescription(server, credentials) };
    }
    const before = await repository.find(request.id);
    if (!before) return toProblem(sayResource('SERVER_NOT_FOUND', { id: request.id }), ['id']);
    const after = describeChanged(before, request);
    const credentials = credentialsAfter(dependencies, before, after, request);
    const problems = findProblems(before, after, request, credentials);
    return { server: { ...after, id: before.id }, credentials, problems, before };
  };
  return async (request: TestRequest, session: Session): Promise<TestOutcome> => {
    requireAction(session, 'resource:manage');
    const subject = await subjectOf(request);
    if (!('server' in subject)) return { check: null, problems: [subject], tookMs: 0 };
    if (subject.problems.length > 0) return { check: null, problems: subject.problems, tookMs: 0 };
    const begun = clock.now();
    const check = await probe.check(subject.server, subject.credentials);
    // What everybody sees follows when it was the server as it is saved.
    if (subject.before && Object.keys(request).length === 1) void watch.look(subject.before);
    return { check, problems: [], tookMs: clock.now() - begun };
  };
}
