/** The entity alone of one that may carry a filter, as root entities and targets of services do. */
export const entityName = (entity: string): string => entity.split('{')[0]?.trim() ?? '';
