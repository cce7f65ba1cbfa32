import type { EntityModel, PackageInterface } from '../../contract/index.ts';
import type { ValueKind } from './value-kind.ts';

/** What a package's subgraph is generated from. */
export type PackageGraphSource = {
  packageName: string;
  entities: readonly EntityModel[];
  interfaces: readonly PackageInterface[];
  /** The other packages of the graph now; a reference to one that is absent stays a plain id. */
  otherPackages: readonly { packageName: string; entities: readonly EntityModel[] }[];
};

export type ReferencePlan = {
  /** The field that gives the object, or null while the target is not in the graph. */
  field: string | null;
  typeName: string;
  packageName: string;
  entityName: string;
  /** The target's attribute whose value is stored here, mostly `id`. */
  attributeName: string;
  local: boolean;
};

export type AttributePlan = {
  /** The plugin's own name of it. */
  attribute: string;
  /** The field with the value; of a reference, the one with the id. */
  field: string;
  kind: ValueKind;
  multiple: boolean;
  description: string;
  orderValue: string | null;
  reference: ReferencePlan | null;
};

/** A paged field on the type that is referred to, giving the objects that refer to it. */
export type ReversePlan = {
  field: string;
  from: EntityPlan;
  attribute: AttributePlan;
  /** The attribute of the target that the reference stores. */
  targetAttribute: string;
};

export type EntityPlan = {
  packageName: string;
  entityName: string;
  displayName: string;
  description: string;
  typeName: string;
  names: {
    list: string;
    one: string;
    connection: string;
    edge: string;
    filter: string;
    order: string;
    orderField: string;
    createInput: string;
    updateInput: string;
    deleteInput: string;
    payload: string;
    deletePayload: string;
    create: string;
    update: string;
    delete: string;
  };
  attributes: AttributePlan[];
  reverse: ReversePlan[];
};

/** An entity of another package to which this one adds reverse fields, or which it only names. */
export type ForeignPlan = { typeName: string; packageName: string; entityName: string; reverse: ReversePlan[] };

export type ParameterPlan = {
  parameter: string;
  field: string;
  kind: ValueKind;
  multiple: boolean;
  required: boolean;
  sensitive: boolean;
  /** The constant of the manifest, sent when the caller gives nothing. */
  constant: string | null;
  description: string;
};

export type InterfacePlan = {
  call: PackageInterface;
  field: string;
  inputType: string;
  rowType: string;
  payloadType: string;
  outputType: string;
  inputs: ParameterPlan[];
  outputs: ParameterPlan[];
};

/** Everything the SDL and the resolvers of a package's subgraph are made of. */
export type PackagePlan = {
  packageName: string;
  entities: EntityPlan[];
  foreign: ForeignPlan[];
  interfaces: InterfacePlan[];
};
