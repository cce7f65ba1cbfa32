import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** Tells whether the type named by `__typename` is, implements or belongs to another one. */
export type TypeTest = (typename: unknown, condition: string) => boolean;

/** A test over one schema that remembers its answers. */
export function typeTestOf(schema: GraphQLSchema): TypeTest {
  const known = new Map<string, Map<string, boolean>>();
  return (typename, condition) => {
    if (typename === condition) return true;
    if (typeof typename !== 'string') return false;
    let answers = known.get(condition);
    if (!answers) {
      answers = new Map();
      known.set(condition, answers);
    }
    let answer = answers.get(typename);
    if (answer === undefined) {
      answer = belongsTo(schema, typename, condition);
      // A name that the schema does not know comes from a subgraph, which could send any number of them.
      if (schema.getType(typename)) answers.set(typename, answer);
    }
    return answer;
  };
}

function belongsTo(schema: GraphQLSchema, typename: string, condition: string): boolean {
  const type = schema.getType(typename);
  const conditionType = schema.getType(condition);
  if (!isAbstractType(conditionType)) return false;
  return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(conditionType, type);
}
