/** The one entity of the package: the agent on a host of the estate. */
export const model = [
  {
    packageName: 'shell',
    name: 'agent',
    displayName: 'Agent / 代理',
    description: 'What runs scripts on a host / 主机上的代理',
    attributes: [
      { name: 'id', dataType: 'str', description: 'Id / 编号' },
      { name: 'displayName', dataType: 'str', description: 'Display name / 显示名' },
      {
        name: 'host',
        dataType: 'ref',
        description: 'The host it runs on / 所在主机',
        required: 'Y',
        refPackageName: 'estate',
        refEntityName: 'host',
        refAttributeName: 'id',
      },
      { name: 'version', dataType: 'str', description: 'Version / 版本' },
      { name: 'state', dataType: 'str', description: 'running or stopped / 状态' },
    ],
  },
];

const hosts = ['mall_web', 'mall_db', 'pay_gateway', 'pay_ledger', 'report_web', 'report_etl'].flatMap((unit) => [
  `${unit}_1`,
  `${unit}_2`,
]);

/** This one is stopped in the demo estate, so that there is a failure to see and to heal. */
const STOPPED = 'pay_ledger_2';

/** One agent for every host of the demo estate. */
export function demoAgents() {
  return {
    agent: hosts.map((host) => ({
      id: `agent_${host}`,
      displayName: `agent on ${host.replaceAll('_', '-')}`,
      host: `host_${host}`,
      version: '1.0.0',
      state: host === STOPPED ? 'stopped' : 'running',
    })),
  };
}
