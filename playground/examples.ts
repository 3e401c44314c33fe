/** One tab of the playground. Its title is the name of its first operation. */
export interface Example {
  readonly query: string;
  readonly variables?: string;
}

const eventFields = `    __typename
    taskId
    seq
    cursor
    at
    ... on TaskQueued { position estimatedWaitMs }
    ... on TaskProgressed { fraction progress: message }
    ... on TaskOutputAppended { delta channel }
    ... on TaskRestarted { reason }
    ... on TaskFailed { code message retryable }
    ... on TaskCompleted {
      task { status metadata { processingMs usage { totalTokens estimated } } }
    }`;

const errorFields = `errors {
      ... on UserError { code message path }
      ... on InvalidModelError { availableModels }
    }`;

const variables = (value: unknown): string => JSON.stringify(value, null, 2);

/** Empty texts in the variables are blanks: see blank-rules.ts. */
export const examples: readonly Example[] = [
  {
    query: `# Submits a prompt. The answer appears below the response,
# as it is written.
mutation SubmitText($input: GenerateTextInput!) {
  generateText(input: $input) {
    task { id status modelName createdAt }
    ${errorFields}
  }
}
`,
    variables: variables({ input: { model: '', prompt: 'Write a haiku about graphs.', maxTokens: 200 } }),
  },
  {
    query: `# Every event of a task, from the first to the last.
# An empty taskId is the task submitted last. With \`after\`,
# the cursor of the last event you have, it goes on there.
subscription WatchTask($taskId: ID!, $after: String) {
  taskEvents(taskId: $taskId, after: $after) {
${eventFields}
  }
}
`,
    variables: variables({ taskId: '' }),
  },
  {
    query: `# Events of all your tasks from now on: start it, then submit
# something in another window.
subscription MyEvents($after: String) {
  myTaskEvents(after: $after) {
${eventFields}
  }
}
`,
  },
  {
    query: `# Your tasks, newest first.
query ListTasks($filter: TaskFilter, $after: String) {
  tasks(filter: $filter, first: 10, after: $after) {
    totalCount
    nodes {
      id
      kind
      status
      modelName
      createdAt
      metadata { queueMs processingMs attempts worker backend usage { totalTokens } }
      error { code message }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    variables: variables({ filter: { status: ['COMPLETED', 'FAILED', 'CANCELLED', 'PROCESSING', 'PENDING'] } }),
  },
  {
    query: `# A chat. With waitMs the mutation itself answers, once the task
# has ended or the time has passed.
mutation Chat($input: GenerateChatInput!) {
  generateChat(input: $input) {
    task {
      id
      status
      result { ... on ChatResult { message { role content } finishReason usage { totalTokens } } }
    }
    ${errorFields}
  }
}
`,
    variables: variables({
      input: {
        model: '',
        messages: [
          { role: 'SYSTEM', content: 'You answer in one short paragraph.' },
          { role: 'USER', content: 'What is a directed acyclic graph?' },
        ],
        waitMs: 30_000,
      },
    }),
  },
  {
    query: `# One vector for each text.
mutation Embeddings($input: CreateEmbeddingsInput!) {
  createEmbeddings(input: $input) {
    task {
      id
      status
      result { ... on EmbeddingResult { dimensions embeddings { index values } usage { totalTokens } } }
    }
    ${errorFields}
  }
}
`,
    variables: variables({ input: { model: '', input: ['graph', 'network'], waitMs: 30_000 } }),
  },
  {
    query: `# What can be asked for now, and where it runs.
query Models($filter: ModelFilter) {
  models(filter: $filter) {
    nodes {
      name
      type
      status
      capabilities
      contextLength
      quantization
      backends { name kind status }
    }
  }
}
`,
    variables: variables({ filter: { status: 'AVAILABLE' } }),
  },
  {
    query: `# Workers, backends, GPUs and the queue.
query Cluster {
  cluster {
    status
    queue { depth running oldestWaitMs }
    throughput { tasksPerMinute failuresPerMinute tokensPerSecond }
    workers {
      name
      status
      version
      runningTasks
      concurrency
      backends { name kind status message latencyMs models { name } }
      gpus { name memoryTotalBytes memoryUsedBytes }
    }
  }
}
`,
  },
  {
    query: `# Two operations: the button that runs them asks which.
query Keys {
  apiKeys(first: 20) {
    nodes { id name prefix owner tier scopes status createdAt expiresAt }
  }
}

# The secret is shown once, here: keep it.
mutation CreateKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    secret
    apiKey { id name scopes }
    errors { ... on UserError { code message path } }
  }
}
`,
    variables: variables({ input: { name: 'My application', scopes: ['inference:text', 'models:read'] } }),
  },
];
