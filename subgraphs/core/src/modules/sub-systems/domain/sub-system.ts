/** A sub-system that an administrator registered: a plugin that runs somewhere else, or an integration. */
export type SubSystem = {
  systemCode: string;
  name: string;
  description: string;
  createdAt: Date;
  createdBy: string;
};

/** As package names are: such a name is also a first segment of paths and part of the code. */
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;
export const isSubSystemName = (name: string): boolean => NAME.test(name);
