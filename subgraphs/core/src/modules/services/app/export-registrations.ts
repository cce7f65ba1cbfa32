import { type Problem, requireAction, type Said, type Session, toProblem } from '@wecube/kit';
import { type ManifestPlugin, printPluginConfig } from '@wecube/plugin-adapters/contract';
import { registrationsOf } from '../data/registrations.ts';
import { mayUse } from '../domain/access.ts';
import type { RegistrationContent, RegistrationRecord } from '../domain/registration.ts';
import { printRegistrations, type RegistrationFile } from '../domain/registration-file.ts';
import { sayService } from '../domain/texts.ts';
import type { ServiceDependencies } from './dependencies.ts';

export type ExportFormat = 'YAML' | 'WECUBE_XML';
export type ExportInput = {
  packageName: string;
  format: ExportFormat;
  /** All that were set up, when absent. */
  registrationIds?: readonly string[] | null;
  /** Needs the right to manage variables. */
  withSecrets?: boolean | null;
};
export type ExportOutcome = { fileName: string; content: string; notes: readonly Said[]; problems: readonly Problem[] };

/** Writes registrations and the package's system parameters into a file; who took one is kept. */
export function createRegistrationExporter(deps: ServiceDependencies) {
  return async (input: ExportInput, session: Session): Promise<ExportOutcome> => {
    requireAction(session, 'service:manage');
    const withSecrets = input.withSecrets ?? false;
    if (withSecrets) requireAction(session, 'variable:manage');
    const { packageName, format } = input;
    const pack = await deps.packages.activePackage(packageName);
    if (!pack)
      return nothing(toProblem(sayService('PACKAGE_NOT_ACTIVE.services', { package: packageName }), ['packageName']));
    const all = await registrationsOf(deps.database.client, packageName);
    const chosen = all.filter((one) => mayUse(session, one.roles) && isWanted(one, input.registrationIds));
    const { parameters: systemParameters, withheld } = await deps.variables.exported(packageName, withSecrets);
    const file = { packageName, version: pack.version, registrations: chosen, systemParameters };
    await deps.database.transaction((tx) => {
      const detail = { exported: chosen.map(({ title }) => title), format, withSecrets };
      return deps.audit.record(tx, { session, action: 'service:manage', subject: pack.id, outcome: 'DONE', detail });
    });
    const isXml = format === 'WECUBE_XML';
    return {
      fileName: `${packageName}-${pack.version}-services.${isXml ? 'xml' : 'yaml'}`,
      content: isXml ? printXml(file) : printRegistrations(file),
      notes: withheld.length > 0 ? [sayService('EXPORT_SECRETS_LEFT', { names: [...withheld] })] : [],
      problems: [],
    };
  };
}

/** What a package brings by itself needs no file. */
function isWanted(one: RegistrationRecord, ids: ExportInput['registrationIds']): boolean {
  if (ids) return ids.includes(one.id);
  return one.name !== '' || one.chosen.length > 0 || one.interfaces.some(isSetUp);
}

const isSetUp = ({ switchedOff, idempotencyChosen, inputs, outputs }: RegistrationRecord['interfaces'][number]) =>
  switchedOff || idempotencyChosen || [...inputs, ...outputs].some(({ edited }) => edited);

function printXml({ packageName, version, registrations, systemParameters }: RegistrationFile): string {
  const plugins = registrations.map(toPlugin);
  return printPluginConfig({ name: packageName, version, plugins, systemParameters: [...systemParameters] });
}

function toPlugin(content: RegistrationContent): ManifestPlugin {
  const [targetPackage = '', targetEntity = ''] = content.targetEntity?.split(':') ?? [];
  return {
    ...{ name: content.pluginName, registerName: content.name, targetPackage, targetEntity, status: content.status },
    targetEntityFilterRule: content.targetFilter,
    roleBinds: content.roles.map(({ permission, role }) => ({ permission, role })),
    paramObjects: content.objects,
    interfaces: content.interfaces.map(({ isAsync, ...one }) => ({ ...one, async: isAsync })),
  };
}

const nothing = (problem: Problem): ExportOutcome => ({ fileName: '', content: '', notes: [], problems: [problem] });
