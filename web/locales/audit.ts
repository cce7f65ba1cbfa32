export const audit = {
  'audit.hint': ['Every change and every refusal, kept for good', '所有更改与拒绝，永久保留'],
  'audit.newest': ['Show the newest', '显示最新'],
  'audit.notLoaded': ['The audit could not be loaded', '无法加载审计'],
  'audit.none': ['Nothing was done yet', '还没有任何操作'],
  'audit.who': ['Who', '操作人'],
  'audit.action': ['Action', '动作'],
  'audit.subject': ['Subject', '对象'],
  'audit.outcome': ['Outcome', '结果'],
  'audit.detail': ['Detail', '详情'],
} as const;
