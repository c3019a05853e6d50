def write(copy):
    return ""
