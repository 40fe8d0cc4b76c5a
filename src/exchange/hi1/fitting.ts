/** A text as it may stand in XML, if it fits; undefined for what does not. */
export function fitting(value: unknown, length = 65_535): string | undefined {
  if (typeof value !== 'string' || value.length > length || !value.isWellFormed()) return undefined
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those XML has no place for
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(value) ? undefined : value
}
