const PACKAGE = 'estate';

const identity = [
  { name: 'id', dataType: 'str', description: 'Id / 编号' },
  { name: 'displayName', dataType: 'str', description: 'Display name / 显示名' },
  { name: 'name', dataType: 'str', description: 'Name / 名称', required: 'Y' },
];

const reference = (name, refEntityName, description) => ({
  name,
  dataType: 'ref',
  description,
  refPackageName: PACKAGE,
  refEntityName,
  refAttributeName: 'id',
});

/** The entities of the estate: applications are made of units, units run on hosts. */
export const model = [
  {
    packageName: PACKAGE,
    name: 'application',
    displayName: 'Application / 应用系统',
    description: 'A system that serves the business / 应用系统',
    attributes: [
      ...identity,
      { name: 'code', dataType: 'str', description: 'Short code / 编码' },
      { name: 'owner', dataType: 'str', description: 'Who answers for it / 负责人' },
      { name: 'state', dataType: 'str', description: 'State / 状态' },
    ],
  },
  {
    packageName: PACKAGE,
    name: 'unit',
    displayName: 'Unit / 部署单元',
    description: 'A part of an application that is deployed on its own / 部署单元',
    attributes: [
      ...identity,
      { name: 'code', dataType: 'str', description: 'Short code / 编码' },
      { name: 'technology', dataType: 'str', description: 'What it is made with / 技术' },
      { name: 'state', dataType: 'str', description: 'State / 状态' },
      reference('application', 'application', 'Its application / 所属应用'),
    ],
  },
  {
    packageName: PACKAGE,
    name: 'host',
    displayName: 'Host / 主机',
    description: 'A machine that runs a unit / 主机',
    attributes: [
      ...identity,
      { name: 'ip', dataType: 'str', description: 'IP address / IP 地址' },
      { name: 'os', dataType: 'str', description: 'Operating system / 操作系统' },
      { name: 'cores', dataType: 'int', description: 'CPU cores / CPU 核数' },
      { name: 'state', dataType: 'str', description: 'online or offline / 状态' },
      reference('unit', 'unit', 'The unit it runs / 所属单元'),
    ],
  },
];
