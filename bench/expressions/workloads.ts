/** Four hops each, over the estate of `cmdb/model.mjs`. */
export type Workload = { name: string; what: string; text: string; rounds: number };

const down = '~(application)cmdb:system~(system)cmdb:unit~(unit)cmdb:host~(host)cmdb:address';

export const WORKLOADS: readonly Workload[] = [
  {
    name: 'one',
    what: 'from one application down to its addresses',
    text: `cmdb:application{code eq 'application-7'}${down}`,
    rounds: 200,
  },
  {
    name: 'diamonds',
    what: 'from one application along lists of references, where many paths meet',
    text: "cmdb:application{code eq 'application-7'}~(shares)cmdb:system~(system)cmdb:unit~(serves)cmdb:host~(host)cmdb:address",
    rounds: 100,
  },
  {
    name: 'up',
    what: 'from 500 addresses up to the applications, along lists of references',
    text: "cmdb:address{code eq 'address-7'}.routes>cmdb:host.serves>cmdb:unit.uses>cmdb:system.shares>cmdb:application",
    rounds: 100,
  },
  { name: 'all', what: 'every object of the estate', text: `cmdb:application${down}`, rounds: 10 },
];
