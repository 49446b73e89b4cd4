/** A schema of JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a value of a primitive type looks like in JSON, by the name of the type in lower case. */
export const primitives: ReadonlyMap<string, JsonSchema> = new Map(
  (
    [
      [
        [
          'string',
          'str',
          'text',
          'char',
          'character',
          'varchar',
          'charsequence',
          'binary',
          'bytes',
          'password',
        ],
        { type: 'string' },
      ],
      [
        [
          'int',
          'integer',
          'short',
          'long',
          'byte',
          'bigint',
          'biginteger',
          'int8',
          'int16',
          'int32',
          'int64',
        ],
        { type: 'integer' },
      ],
      [
        ['uint', 'uint8', 'uint16', 'uint32', 'uint64', 'ulong', 'ushort', 'unsigned'],
        { type: 'integer', minimum: 0 },
      ],
      [
        ['number', 'float', 'double', 'decimal', 'real', 'numeric', 'bigdecimal', 'float32', 'float64'],
        { type: 'number' },
      ],
      [['bool', 'boolean'], { type: 'boolean' }],
      [['date', 'localdate', 'dateonly'], { type: 'string', format: 'date' }],
      [
        ['datetime', 'instant', 'timestamp', 'offsetdatetime', 'zoneddatetime', 'datetimeoffset'],
        { type: 'string', format: 'date-time' },
      ],
      [['localdatetime'], { type: 'string', format: 'iso-date-time' }],
      [['time', 'localtime', 'timeonly'], { type: 'string', format: 'iso-time' }],
      [['duration'], { type: 'string', format: 'duration' }],
      [['uuid', 'guid'], { type: 'string', format: 'uuid' }],
      [['uri', 'url'], { type: 'string', format: 'uri' }],
      [['email'], { type: 'string', format: 'email' }],
      [['any', 'object', 'json', 'jsonnode', 'jsonobject', 'unknown', 'dynamic'], {}],
      [['null', 'void', 'unit'], { type: 'null' }],
    ] as const satisfies readonly (readonly [readonly string[], JsonSchema])[]
  ).flatMap(([names, schema]) => names.map((name) => [name, schema] as const)),
);
