'use client';
import { ExpressionField, type ExpressionFieldProps } from '../../components/expression/expression-field.tsx';

/** What WeCube writes for "nothing is read". */
const NOTHING = /\.NONE\s*$/;

/** An expression of a parameter or a filter, which may also be the words for "nothing is read". */
export function CheckedExpression(props: Omit<ExpressionFieldProps, 'isNothing' | 'preview' | 'onResult'>) {
  return <ExpressionField {...props} isNothing={(value) => NOTHING.test(value)} />;
}
