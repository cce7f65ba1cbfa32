import type { RuntimeDeclaration } from './runtime.ts';

/** Programs read either spelling. */
const PROXY = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'].flatMap((name) => [name, name.toLowerCase()]);

/** A package that goes through the proxy finds its address in its environment, declared or not. */
export function withProxy(runtime: RuntimeDeclaration, goesThrough: boolean): RuntimeDeclaration {
  if (!goesThrough) return runtime;
  const proxy = PROXY.map((name) => ({ name, value: `{{${name.toUpperCase()}}}` }));
  return { ...runtime, environment: [...proxy, ...runtime.environment] };
}
