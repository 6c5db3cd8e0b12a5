/** What reading one value gives: the value as it is stored, or what is wrong with it and what to write instead. */
export type Reading<T> = { value: T } | { fault: string }
