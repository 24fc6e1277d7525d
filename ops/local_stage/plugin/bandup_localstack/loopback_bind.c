/* Preloaded into DynamoDB Local, which has no option for the address that it listens on: a socket that would be
   bound to every IPv4 interface is bound to loopback instead. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netinet/in.h>
#include <sys/socket.h>

int bind(int socket, const struct sockaddr *address, socklen_t length) {
    int (*real)(int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "bind");
    struct sockaddr_in changed;
    if (address->sa_family == AF_INET && length == sizeof changed) {
        changed = *(const struct sockaddr_in *)address;
        if (changed.sin_addr.s_addr == htonl(INADDR_ANY)) changed.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return real(socket, (const struct sockaddr *)&changed, length);
    }
    return real(socket, address, length);
}
