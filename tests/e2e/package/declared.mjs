// Declarations of the package, and values held against them.

import ts from 'typescript';

const OPTIONS = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
};

/** Complaints of the compiler about these files, as sentences with file and line. */
export function complaints(files) {
  return ts.getPreEmitDiagnostics(ts.createProgram(files, OPTIONS)).map(({ file, start, messageText }) => {
    const where = file ? `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1}: ` : '';
    return where + ts.flattenDiagnosticMessageText(messageText, '\n');
  });
}

/** The declarations of a file, to be asked by name. */
export class Declared {
  constructor(file) {
    const program = ts.createProgram([file], OPTIONS);
    this.checker = program.getTypeChecker();
    const module = this.checker.getSymbolAtLocation(program.getSourceFile(file));
    this.exports = new Map(this.checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));
  }

  /** An interface's or alias's type. */
  type(name) {
    return this.checker.getDeclaredTypeOfSymbol(this.exports.get(name));
  }

  /** The type of an experiment's settings. */
  settings(id) {
    const part = (type, name) => this.checker.getTypeOfSymbol(this.checker.getPropertyOfType(type, name));
    return part(part(this.type('Experiments'), id), 'settings');
  }

  /** The properties of a type: name → the sentences that stand before it. */
  properties(type) {
    const docs = (symbol) => ts.displayPartsToString(symbol.getDocumentationComment(this.checker));
    return new Map(this.checker.getPropertiesOfType(type).map((symbol) => [symbol.name, docs(symbol)]));
  }

  /** The texts that a union is made of. */
  texts(type) {
    return (type.isUnion() ? type.types : [type]).filter((one) => one.isStringLiteral()).map(({ value }) => value);
  }

  /** Functions that can be called, as `name` or `Class.name`: each with what it returns. */
  calls() {
    const { checker } = this;
    const found = new Map();
    const add = (name, type) => {
      const [signature] = checker.getSignaturesOfType(type, ts.SignatureKind.Call);
      if (signature) found.set(name, checker.getReturnTypeOfSignature(signature));
    };
    for (const [name, symbol] of this.exports) {
      if (symbol.flags & ts.SymbolFlags.Function) add(name, checker.getTypeOfSymbol(symbol));
      if (!(symbol.flags & ts.SymbolFlags.Class)) continue;
      const members = [...checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)), ...(symbol.exports?.values() ?? [])];
      for (const member of members) add(`${name}.${member.name}`, checker.getTypeOfSymbol(member));
    }
    return found;
  }

  /** In what a value is otherwise than its type says: sentences, each beginning with the place. */
  misfits(value, type, at) {
    const { checker } = this;
    const wrong = [`${at} is ${JSON.stringify(value) ?? typeof value}, not ${checker.typeToString(type)}`];
    const fits = (does) => (does ? [] : wrong);
    const each = (list, inner) => list.flatMap((item, i) => this.misfits(item, inner(i), `${at}[${i}]`));
    if (type.isUnion()) return this.#oneOf(value, type.types, at, wrong);
    if (type.isLiteral()) return fits(value === type.value);
    if (type.flags & ts.TypeFlags.BooleanLiteral) return fits(String(value) === checker.typeToString(type));
    if (type.flags & ts.TypeFlags.Number) return fits(typeof value === 'number');
    if (type.flags & ts.TypeFlags.String) return fits(typeof value === 'string');
    if (type.flags & ts.TypeFlags.VoidLike) return fits(value === undefined);
    if (type.flags & ts.TypeFlags.Null || value === null || typeof value !== 'object') return fits(value === null && type.flags & ts.TypeFlags.Null);
    if (checker.isTupleType(type)) {
      const parts = checker.getTypeArguments(type);
      return Array.isArray(value) && value.length === parts.length ? each(value, (i) => parts[i]) : wrong;
    }
    if (checker.isArrayType(type)) return Array.isArray(value) ? each(value, () => checker.getTypeArguments(type)[0]) : wrong;
    const name = type.symbol?.name;
    const named = ArrayBuffer.isView(value) || this.exports.get(name)?.flags & ts.SymbolFlags.Class;
    return named ? fits(value.constructor.name === name) : this.#members(value, type, at);
  }

  #oneOf(value, types, at, wrong) {
    const tries = types.map((one) => this.misfits(value, one, at));
    if (tries.some((found) => !found.length)) return [];
    const objects = tries.filter((_, i) => types[i].flags & ts.TypeFlags.Object);
    return objects.length === 1 && value !== null && typeof value === 'object' ? objects[0] : wrong;
  }

  #members(value, type, at) {
    const { checker } = this;
    const declared = new Map(checker.getPropertiesOfType(type).map((symbol) => [symbol.name, symbol]));
    const others = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const missing = [...declared].filter(([name, symbol]) => !(name in value) && !(symbol.flags & ts.SymbolFlags.Optional));
    return [
      ...missing.map(([name]) => `${at} lacks ${name}`),
      ...Object.entries(value).flatMap(([name, inner]) => {
        const own = declared.has(name) ? checker.getTypeOfSymbol(declared.get(name)) : others;
        return own ? this.misfits(inner, own, `${at}.${name}`) : [`${at}.${name} is not declared`];
      }),
    ];
  }
}
