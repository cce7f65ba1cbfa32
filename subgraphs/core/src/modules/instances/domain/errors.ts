import { AppError, type Problem, problem } from '@wecube/kit';

type Named = { name: string; version: string };
const labelOf = ({ name, version }: Named) => `${name} ${version}`;

/** Why a launch cannot begin; nothing was changed. */
export const launchProblems = {
  packageNotFound: (id: string) => problem('PACKAGE_NOT_FOUND', `There is no package ${id}.`, { path: ['packageId'] }),
  packageNotRegistered: (pack: Named, status: string) =>
    problem('PACKAGE_NOT_REGISTERED', `${labelOf(pack)} is ${status.toLowerCase()}, not registered.`, {
      path: ['packageId'],
      remedy: status === 'UPLOADED' ? 'Register the package first.' : 'Launch a registered version of the package.',
    }),
  hostNotFound: (id: string) => problem('HOST_NOT_FOUND', `There is no host ${id}.`, { path: ['hostId'] }),
  hostUnavailable: (name: string, reason: string) =>
    problem('HOST_UNAVAILABLE', `The host "${name}" cannot be used. ${reason}`, { path: ['hostId'] }),
  noRuntime: (pack: Named) =>
    problem(
      'RUNTIME_NOT_DECLARED',
      `${labelOf(pack)} declares neither a Docker image nor a process, so nothing can be launched.`,
      {
        remedy: 'Add <docker imageName=.../> or <process start=.../> to resourceDependencies of its register.xml.',
      },
    ),
  noSuitableHost: (pack: Named, drivers: readonly string[]) =>
    problem('NO_SUITABLE_HOST', `No host can run ${labelOf(pack)}: it needs ${drivers.join(' or ')}.`, {
      remedy: drivers.includes('DOCKER')
        ? 'Give the platform a Docker engine: ./wecube up --docker SOCKET (setting WECUBE_DOCKER_SOCKET).'
        : 'Launch it on the machine of the platform.',
    }),
  driverNotSupported: (pack: Named, driver: string) =>
    problem('DRIVER_NOT_SUPPORTED', `${labelOf(pack)} declares no way to run on a ${driver} host.`, {
      path: ['hostId'],
    }),
  processNotAllowed: (pack: Named) =>
    problem(
      'PROCESS_PACKAGE_NOT_ALLOWED',
      `${labelOf(pack)} did not come with the platform, so it may not run as a process of this machine.`,
      {
        remedy:
          'Run it on a Docker host, or start the platform with --allow-process-packages (setting WECUBE_ALLOW_PROCESS_PACKAGES=true) if you trust it.',
      },
    ),
  mysqlNeeded: (pack: Named, schema: string) =>
    problem(
      'MYSQL_SERVER_NEEDED',
      `${labelOf(pack)} keeps its data in MySQL (schema "${schema}"), and the platform has no MySQL resource server for plugins.`,
      {
        remedy:
          'Databases of plugins come with the setting WECUBE_PLUGIN_MYSQL_URL, which this version of the platform does not serve yet.',
      },
    ),
} satisfies Record<string, (...details: never[]) => Problem>;

export const instanceNotFound = (id: string): Problem =>
  problem('INSTANCE_NOT_FOUND', `There is no instance ${id}.`, { path: ['id'] });

export const instanceRemoved = (name: string): Problem =>
  problem('INSTANCE_REMOVED', `The instance ${name} was removed.`, { path: ['id'], remedy: 'Launch a new one.' });

export const endedEarly = (exitCode: number | null, output: readonly string[]) =>
  new AppError(
    'INSTANCE_ENDED_EARLY',
    `It ended ${exitCode === null ? 'by a signal' : `with exit code ${exitCode}`} before it answered.${lastOutput(output)}`,
  );

export const notHealthyInTime = (limitMs: number, reason: string, output: readonly string[]) =>
  new AppError(
    'INSTANCE_NOT_HEALTHY',
    `It did not answer within ${Math.round(limitMs / 1000)} s: ${reason}.${lastOutput(output)}`,
  );

const lastOutput = (output: readonly string[]) =>
  output.length === 0 ? ' It printed nothing.' : ` Its last output:\n${output.join('\n')}`;
