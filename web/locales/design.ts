export const design = {
  'design.insertHere': ['Insert a node here', '在此插入节点'],
} as const;
