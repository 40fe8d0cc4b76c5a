/** Stands in a statement whose best plan depends on its values: the embedded database plans it each time it is run. */
export const BY_ITS_VALUES = '/* by its values */'
