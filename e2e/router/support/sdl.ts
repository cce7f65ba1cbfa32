const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';

const TASKS = `${LINK}
  type Query { tasks: [Task!]! }
  type Mutation { addTask(title: String!): Task! }
  type Subscription { taskAdded: Task! }
  type Task @key(fields: "id") { id: ID! title: String! servedBy: Int! owner: Person! }
  type Person @key(fields: "id", resolvable: false) { id: ID! }`;

const PEOPLE = `${LINK}
  type Query { people: [Person!]! }
  type Person @key(fields: "id") { id: ID! name: String! }`;

/** The subgraphs of the scenarios: tasks, the people who own them, and plugins that each add a field to both worlds. */
export function sdlOf(name: string): string {
  if (name === 'tasks') return TASKS;
  if (name === 'people') return PEOPLE;
  const field = name.replaceAll('-', '');
  return `${LINK}
    type Query { ${field}: String }
    type Person @key(fields: "id") { id: ID! of_${field}: String }`;
}

/** The SDL of a plugin that no graph can take in: it gives a field of people another type. */
export const BROKEN_SDL = `${LINK}
  type Query { broken: Int }
  type Person @key(fields: "id") { id: ID! name: [Int!]! }`;
