/*
 * Answers GraphQL requests from memory, so that the subgraphs are not what a benchmark measures.
 * Usage: memory PORT ORIGIN_PORT
 * The first request of its kind (path and body) is passed on to the origin, a real GraphQL server on loopback; its answer
 * is kept and given to every equal request after that. One thread, epoll, HTTP/1.1 with content-length only.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { BUCKETS = 65536, EVENTS = 256, CHUNK = 65536 };

typedef struct Answer {
  char *key, *bytes;
  size_t keyLength, length;
  struct Answer *next;
} Answer;

typedef struct {
  int socket;
  char *input;
  size_t used, room;
  const Answer *sending;
  size_t sent;
} Client;

static Answer *answers[BUCKETS];
static int originPort, events;

static void *orDie(void *memory) {
  if (!memory) abort();
  return memory;
}

static uint32_t hashOf(const char *key, size_t length) {
  uint64_t hash = 1469598103934665603ull;
  for (size_t at = 0; at < length; at++) hash = (hash ^ (unsigned char)key[at]) * 1099511628211ull;
  return (uint32_t)(hash ^ (hash >> 32)) % BUCKETS;
}

/* Sends the whole request to the origin and reads until it hangs up; the answer's body begins at *body. */
static char *askOrigin(const char *path, size_t pathLength, const char *body, size_t length, size_t *total) {
  int origin = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(originPort)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(origin, (struct sockaddr *)&address, sizeof address)) return close(origin), NULL;
  dprintf(origin, "%s %.*s HTTP/1.1\r\nhost: origin\r\ncontent-type: application/json\r\ncontent-length: %zu\r\nconnection: close\r\n\r\n",
          length ? "POST" : "GET", (int)pathLength, path, length);
  for (size_t at = 0; at < length;) {
    ssize_t wrote = write(origin, body + at, length - at);
    if (wrote <= 0) return close(origin), NULL;
    at += wrote;
  }
  char *text = NULL;
  size_t used = 0;
  for (;;) {
    text = orDie(realloc(text, used + CHUNK));
    ssize_t got = read(origin, text + used, CHUNK);
    if (got <= 0) break;
    used += got;
  }
  close(origin);
  *total = used;
  return text;
}

static const Answer *learn(const char *path, size_t pathLength, const char *body, size_t length, uint32_t bucket) {
  size_t total = 0;
  char *text = askOrigin(path, pathLength, body, length, &total);
  char *start = text && total > 12 && !memcmp(text + 9, "200", 3) ? memmem(text, total, "\r\n\r\n", 4) : NULL;
  if (!start) return free(text), NULL;
  start += 4;
  size_t bytes = total - (start - text);
  Answer *answer = orDie(calloc(1, sizeof *answer));
  answer->keyLength = pathLength + length;
  answer->key = orDie(malloc(answer->keyLength + 1));
  memcpy(answer->key, path, pathLength);
  memcpy(answer->key + pathLength, body, length);
  answer->bytes = orDie(malloc(bytes + 256));
  answer->length = sprintf(answer->bytes, "HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: %zu\r\n\r\n", bytes);
  memcpy(answer->bytes + answer->length, start, bytes);
  answer->length += bytes;
  answer->next = answers[bucket];
  free(text);
  return answers[bucket] = answer;
}

static const Answer *answerTo(const char *path, size_t pathLength, const char *body, size_t length) {
  uint32_t bucket = (hashOf(path, pathLength) * 31 + hashOf(body, length)) % BUCKETS;
  for (Answer *known = answers[bucket]; known; known = known->next)
    if (known->keyLength == pathLength + length && !memcmp(known->key, path, pathLength) &&
        !memcmp(known->key + pathLength, body, length))
      return known;
  return learn(path, pathLength, body, length, bucket);
}

static void forget(Client *client) {
  close(client->socket);
  free(client->input);
  free(client);
}

/* 1: all is sent, 0: the socket is full, -1: the client has gone. */
static int flush(Client *client) {
  while (client->sending && client->sent < client->sending->length) {
    ssize_t wrote = write(client->socket, client->sending->bytes + client->sent, client->sending->length - client->sent);
    if (wrote < 0) return errno == EAGAIN ? 0 : -1;
    client->sent += wrote;
  }
  client->sending = NULL;
  return 1;
}

static size_t contentLength(const char *head, size_t length) {
  const char *line = head;
  while ((line = memchr(line, '\n', head + length - line)) && ++line < head + length)
    if (!strncasecmp(line, "content-length:", 15)) return strtoul(line + 15, NULL, 10);
  return 0;
}

/* Answers every whole request that has come; -1 when the client is to be dropped. */
static int serve(Client *client) {
  for (;;) {
    int flushed = flush(client);
    if (flushed < 1) return flushed;
    char *end = memmem(client->input, client->used, "\r\n\r\n", 4);
    if (!end) return 0;
    size_t head = end + 4 - client->input, body = contentLength(client->input, head);
    if (client->used < head + body) return 0;
    char *path = memchr(client->input, ' ', head), *after = path ? memchr(path + 1, ' ', end - path) : NULL;
    if (!after) return -1;
    client->sending = answerTo(path + 1, after - path - 1, client->input + head, body);
    if (!client->sending) return -1;
    client->sent = 0;
    client->used -= head + body;
    memmove(client->input, client->input + head + body, client->used);
  }
}

static int receive(Client *client) {
  for (;;) {
    if (client->room - client->used < CHUNK) client->input = orDie(realloc(client->input, client->room += CHUNK));
    ssize_t got = read(client->socket, client->input + client->used, client->room - client->used);
    if (got == 0) return -1;
    if (got < 0) return errno == EAGAIN ? serve(client) : -1;
    client->used += got;
    if (client->used < client->room) return serve(client);
  }
}

static void welcome(int listener) {
  int accepted = accept4(listener, NULL, NULL, SOCK_NONBLOCK), yes = 1;
  if (accepted < 0) return;
  setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  Client *client = orDie(calloc(1, sizeof *client));
  client->socket = accepted;
  struct epoll_event interest = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = client};
  epoll_ctl(events, EPOLL_CTL_ADD, accepted, &interest);
}

int main(int count, char **arguments) {
  if (count < 3) return fprintf(stderr, "usage: memory PORT ORIGIN_PORT\n"), 2;
  originPort = atoi(arguments[2]);
  int listener = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[1]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) return perror("memory"), 1;
  events = epoll_create1(0);
  struct epoll_event interest = {.events = EPOLLIN, .data.ptr = NULL}, ready[EVENTS];
  epoll_ctl(events, EPOLL_CTL_ADD, listener, &interest);
  for (;;) {
    int many = epoll_wait(events, ready, EVENTS, -1);
    for (int at = 0; at < many; at++) {
      Client *client = ready[at].data.ptr;
      if (!client) welcome(listener);
      else if ((ready[at].events & EPOLLIN ? receive(client) : serve(client)) < 0) forget(client);
    }
  }
}
