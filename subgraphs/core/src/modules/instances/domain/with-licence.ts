import type { RuntimeDeclaration } from './runtime.ts';

const LICENCE = ['LICENSE_CODE', 'LICENSE_PK', 'LICENSE_DATA', 'LICENSE_SIGNATURE'];

/** An enterprise package finds its licence in its environment, declared or not; the values are system variables. */
export function withLicence(runtime: RuntimeDeclaration, edition: string): RuntimeDeclaration {
  if (edition !== 'enterprise') return runtime;
  const licence = LICENCE.map((name) => ({ name, value: `{{${name}}}` }));
  return { ...runtime, environment: [...licence, ...runtime.environment] };
}
