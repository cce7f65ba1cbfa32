import {
  collectVariables,
  type Manifest,
  type ManifestEntity,
  manifestInterfaces,
  type PackageInterface,
} from '../../contract/index.ts';
import { type CheckGroup, firstOf, Skip } from '../check.ts';
import { callName, type Subject } from '../subject.ts';

/** What the platform gives a value, besides the package's own system parameters. */
const GIVEN = new Set([
  ...['ALLOCATE_HOST', 'ALLOCATE_PORT', 'MONITOR_PORT', 'BASE_MOUNT_PATH', 'DATA_DIR', 'GATEWAY_URL', 'CALLBACK_URL'],
  ...['SUB_SYSTEM_CODE', 'SUB_SYSTEM_KEY', 'JWT_SIGNING_KEY', 'ENCRYPT_SEED', 'CORE_ADDR'],
  ...['DB_HOST', 'DB_PORT', 'DB_SCHEMA', 'DB_USER', 'DB_PWD', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'],
  ...['S3_SERVER_URL', 'S3_ACCESS_KEY', 'S3_SECRET_KEY', 'S3_BUCKET'],
]);
const SECRET_NAME = /passw(or)?d|secret|private_?key|access_?key|credential/i;

/** `register.xml` by itself. */
export const manifestChecks: CheckGroup = {
  name: 'manifest',
  checks: [
    {
      id: 'manifest-readable',
      severity: 'must',
      says: 'register.xml is a manifest of the v2 generation',
      remedy: 'Put right what is named; ./wecube plugin inspect FILE tells every fault with its line.',
      look: ({ parsed }) => {
        if (!parsed) throw new Skip('no manifest was given (--manifest FILE, or a zip)');
        return parsed.ok ? null : parsed.problems.map(({ line, message }) => `line ${line}: ${message}`).join(' ');
      },
    },
    {
      id: 'manifest-known-words',
      severity: 'should',
      says: 'the manifest has no element or attribute that nobody reads',
      remedy: 'Correct the spelling or take it out: what is not known has no effect.',
      look: ({ manifest: _, parsed }) => {
        const [warning] = parsed?.ok ? parsed.warnings.filter(({ code }) => /UNKNOWN/.test(code)) : [];
        return warning ? `line ${warning.line}: ${warning.message}` : null;
      },
    },
    {
      id: 'version-comparable',
      severity: 'should',
      says: 'the version is v1.2.3 or v1.2.3.4, each number below 100',
      remedy: 'Versions are compared number by number, and older platforms mix up numbers from 100 on.',
      look: ({ manifest: { version } }) =>
        /^v?\d{1,2}(\.\d{1,2}){1,3}$/.test(version) ? null : `the version is ${version}`,
    },
    {
      id: 'port-allocated',
      severity: 'must',
      says: 'the program listens on the port that the platform gives it',
      remedy: 'Give {{ALLOCATE_PORT}} in portBindings of <docker>, and in envVariables of <process>.',
      look: ({ manifest: { resources } }) => {
        const docker = resources.docker.at(-1);
        const program = resources.process.at(-1);
        if (!docker && !program) return 'neither <docker> nor <process> is declared: nothing can be started';
        if (docker && !docker.portBindings.some((binding) => binding.includes('{{ALLOCATE_PORT}}:')))
          return 'no portBindings of <docker> begins with {{ALLOCATE_PORT}}:';
        const told = !program || `${program.start} ${valuesOf(program)}`.includes('{{ALLOCATE_PORT}}');
        return told ? null : 'no variable of <process> has {{ALLOCATE_PORT}}';
      },
    },
    {
      id: 'variables-known',
      severity: 'should',
      says: 'every {{VARIABLE}} has somebody who gives it a value',
      remedy: 'Declare it in <systemParameters>, or tell the administrator to make a global one: else it is empty.',
      look: ({ manifest }) => {
        const own = new Set(manifest.systemParameters.map(({ name }) => name));
        const unknown = variablesOf(manifest).filter((name) => !GIVEN.has(name) && !own.has(name));
        return unknown.length > 0 ? `nobody gives ${unknown.join(', ')}` : null;
      },
    },
    {
      id: 'key-asked-for',
      severity: 'should',
      says: 'the program is given JWT_SIGNING_KEY, so that it can tell who calls',
      remedy: 'Add JWT_SIGNING_KEY={{JWT_SIGNING_KEY}} to envVariables and refuse what is not signed with it.',
      look: ({ manifest }) =>
        variablesOf(manifest).includes('JWT_SIGNING_KEY') ? null : 'no variable has {{JWT_SIGNING_KEY}}',
    },
    {
      id: 'no-engine-socket',
      severity: 'must',
      says: 'the container does not ask for the Docker engine',
      remedy: 'Take the volume out: whoever holds the socket owns the host.',
      look: ({ manifest }) => {
        const all = manifest.resources.docker.flatMap(({ volumeBindings }) => volumeBindings);
        const found = all.find((binding) => binding.includes('docker.sock'));
        return found ? `volumeBindings has ${found}` : null;
      },
    },
    {
      id: 'secrets-marked',
      severity: 'should',
      says: 'parameters that are secrets by their name are marked as such',
      remedy: 'Add sensitiveData="Y": the platform then hides the value from people and logs.',
      look: ({ manifest }) => {
        const open = manifestInterfaces(manifest).flatMap((call) =>
          [...call.inputs, ...call.outputs]
            .filter(({ name, sensitive }) => SECRET_NAME.test(name) && !sensitive)
            .map(({ name }) => `${callName(call)} ${name}`),
        );
        return open.length > 0 ? open.slice(0, 5).join(', ') : null;
      },
    },
    {
      id: 'interface-paths',
      severity: 'must',
      says: 'every interface has a path below the name of the package',
      remedy: 'Calls go to the program by the first part of their path, and the path is not changed on the way.',
      look: (subject) =>
        ofInterfaces(subject, ({ path }) => (path.startsWith(`/${subject.packageName}/`) ? null : `path ${path}`)),
    },
    {
      id: 'interface-methods',
      severity: 'must',
      says: 'interfaces are called by a method that carries a body',
      remedy: 'Use POST (or PUT): the inputs of a call are its body.',
      look: (subject) =>
        ofInterfaces(subject, ({ httpMethod }) =>
          /^(POST|PUT)$/.test(httpMethod) ? null : `httpMethod ${httpMethod}`,
        ),
    },
    {
      id: 'outputs-of-errors',
      severity: 'could',
      says: 'every interface declares errorCode and errorMessage among its outputs',
      remedy: 'Declare both with mappingType="context": later nodes can then use them.',
      look: (subject) =>
        ofInterfaces(subject, ({ outputs }) => {
          const names = new Set(outputs.map(({ name }) => name));
          return names.has('errorCode') && names.has('errorMessage') ? null : 'errorCode or errorMessage is missing';
        }),
    },
    {
      id: 'idempotency-stated',
      severity: 'could',
      says: 'every interface states what a repeated call does',
      remedy: 'Add idempotency="safe" or "keyed" if it holds; "unsafe" calls are asked about after a crash.',
      look: (subject) =>
        ofInterfaces(subject, ({ idempotency }) => (idempotency === 'UNSAFE' ? 'it counts as unsafe' : null)),
    },
    {
      id: 'asynchronous-called-back',
      severity: 'must',
      says: 'what answers later is told where to answer',
      remedy: 'Give CALLBACK_URL as a variable, or an input callbackUrl read from that system variable.',
      look: (subject) => {
        const told = variablesOf(subject.manifest).some((name) => name === 'CALLBACK_URL' || name === 'GATEWAY_URL');
        return ofInterfaces(subject, ({ async: later, inputs }) => {
          const isTold = told || inputs.some(({ mappingSystemVariableName: name }) => name === 'CALLBACK_URL');
          return !later || isTold ? null : 'it answers later, and neither a variable nor an input says where';
        });
      },
    },
    {
      id: 'entities-identified',
      severity: 'should',
      says: 'every entity declares id and displayName',
      remedy: 'Declare both: the platform reads them of every object, and people look for them in the model.',
      look: (subject) =>
        ofEntities(subject, ({ attributes }) => {
          const names = new Set(attributes.map(({ name }) => name));
          return names.has('id') && names.has('displayName') ? null : 'id or displayName is missing';
        }),
    },
    {
      id: 'references-resolved',
      severity: 'must',
      says: 'references lead to entities of this package or of a package it depends on',
      remedy: 'Correct the entity, or declare the other package in <packageDependencies>.',
      look: (subject) => {
        const { name, dependencies, dataModel } = subject.manifest;
        const own = new Set(dataModel.entities.map((entity) => entity.name));
        const known = new Set(dependencies.map((dependency) => dependency.name));
        return ofEntities(subject, ({ attributes }) => {
          const lost = attributes.find(({ refPackage, refEntity }) =>
            refPackage === name ? !own.has(refEntity ?? '') : refPackage !== null && !known.has(refPackage),
          );
          return lost ? `${lost.name} refers to ${lost.refPackage}:${lost.refEntity}` : null;
        });
      },
    },
    {
      id: 'menus-in-both-languages',
      severity: 'could',
      says: 'every menu has an English and a Chinese label',
      remedy: 'Give displayName and localDisplayName.',
      look: ({ manifest: { menus } }) => {
        if (menus.length === 0) throw new Skip('the manifest declares no menu');
        const bare = menus.find(({ label }) => !label.en || !label.zh || label.en === label.zh);
        return bare ? `${bare.code} has one label only` : null;
      },
    },
    {
      id: 'menus-granted',
      severity: 'should',
      says: 'every menu is granted to a role',
      remedy: 'Name it in <authorities>: a menu that no role has is seen by nobody.',
      look: ({ manifest: { menus, authorities } }) => {
        if (menus.length === 0) throw new Skip('the manifest declares no menu');
        const granted = new Set(authorities.flatMap(({ menuCodes }) => menuCodes));
        const lonely = menus.find(({ code }) => !granted.has(code));
        return lonely ? `no authority names ${lonely.code}` : null;
      },
    },
  ],
};

function ofInterfaces(subject: Subject, look: (call: PackageInterface) => string | null) {
  const all = manifestInterfaces(subject.manifest);
  if (all.length === 0) throw new Skip('the manifest declares no interface');
  return firstOf(all, callName, look);
}

function ofEntities({ manifest: { dataModel } }: Subject, look: (entity: ManifestEntity) => string | null) {
  if (dataModel.entities.length === 0) throw new Skip('the manifest declares no entity');
  return firstOf(dataModel.entities, ({ name }) => name, look);
}

const valuesOf = ({ envVariables }: { envVariables: readonly { value: string }[] }): string =>
  envVariables.map(({ value }) => value).join(' ');

/** Every `{{NAME}}` in what the program is given. */
export function variablesOf({ resources }: Manifest): string[] {
  const docker = resources.docker.flatMap((one) => [...one.portBindings, ...one.volumeBindings, valuesOf(one)]);
  const files = resources.docker.flatMap(({ secretFiles }) => secretFiles.map(({ value }) => value));
  const programs = resources.process.flatMap((one) => [one.start, valuesOf(one)]);
  return collectVariables(...docker, ...files, ...programs);
}
