/** Headings of problems by their stable code; the server's own words follow them. */
export const problems = {
  'problem.INVALID_CREDENTIALS': ['Wrong user name or password.', '用户名或密码错误。'],
  'problem.ROUTER_UNREACHABLE': ['The platform does not answer.', '平台没有响应。'],
  'problem.DRAFT_CHANGED': ['Someone else changed this draft.', '他人已修改此草稿。'],
  'problem.GRAPH_DOES_NOT_COMPOSE': ['The graph does not compose.', '图无法组合。'],
} as const;
