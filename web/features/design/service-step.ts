import type { NewStep } from './insert-menu.tsx';

/** A node that calls a service, named after it: a person's task where the service asks one and answers later. */
export function serviceStep(service: { name: string; pluginName: string; action: string; type: string }): NewStep {
  const words = `${service.action} ${service.pluginName}`.replaceAll(/[-_]/g, ' ');
  return {
    type: service.type === 'APPROVAL' ? 'HUMAN' : 'AUTOMATIC',
    name: words.charAt(0).toUpperCase() + words.slice(1),
    service: service.name,
  };
}
