/** Version of the program, as `quipu --version` says it and every merge notes it. */
export const VERSION = '0.1.0';
